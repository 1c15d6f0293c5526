// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.util.List;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.Defects;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.Subject;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.museum.Exhibits;
import org.mmkit.suite.program.CaseFormatter;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.target.NotModelled;

/**
 * Explores small random programs with strategies that are right, and prints what they are accused
 * of: {@code SmallProgramsTable seed from to strategies...}. What the matrix says that a strategy
 * has is no false alarm.
 */
final class SmallProgramsTable {
  private static final Exploration.Limits LIMITS = new Exploration.Limits(2, 1_000, 1_000, 100);

  private long programs;
  private long schedules;
  private long alarms;

  private SmallProgramsTable() {}

  /** Explores them. */
  public static void main(String[] args) {
    SmallProgramsTable table = new SmallProgramsTable();
    long seed = Long.parseLong(args[0]);
    List<String> strategies = List.of(args).subList(3, args.length);
    for (long number = Long.parseLong(args[1]); number < Long.parseLong(args[2]); number++) {
      Program program = SmallPrograms.of(seed, number);
      table.programs++;
      strategies.forEach(strategy -> table.explore(program, StageRun.shipped(strategy)));
    }
    System.out.printf(
        "%,d programs, %,d schedules, %,d false alarms%n",
        table.programs, table.schedules, table.alarms);
  }

  private void explore(Program program, Subject subject) {
    for (Discovery found : search(program, subject)) {
      if (found.broken().isUnsafe() && !isKnown(found.broken(), subject)) {
        alarms++;
        System.out.println(subject.info().id() + ": " + found.broken());
        System.out.println(CaseFormatter.format(program));
      }
    }
  }

  private List<Discovery> search(Program program, Subject subject) {
    Setup setup = Setup.of(program, Defects.NONE, FiberKind.AUTO);
    Exploration search =
        new Exploration(new Experiment(program, setup, subject::newStrategy), 1, () -> {});
    try {
      search.search(LIMITS);
    } catch (NotModelled missing) {
      return List.of();
    }
    schedules += search.runs();
    if (search.failure() != null) {
      throw new IllegalStateException(program.id(), search.failure());
    }
    return search.discoveries();
  }

  /** Whether an exhibit that the strategy has breaks that rule, in whichever program. */
  private static boolean isKnown(Broken broken, Subject subject) {
    return Exhibits.all().stream()
        .filter(exhibit -> subject.info().knownDefects().contains(exhibit.id()))
        .anyMatch(exhibit -> exhibit.shows().contains(broken.rule().id()));
  }
}

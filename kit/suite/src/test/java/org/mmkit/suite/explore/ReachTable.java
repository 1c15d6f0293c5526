// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.util.List;
import java.util.Locale;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.Defects;
import org.mmkit.suite.museum.Museum;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.target.NotModelled;

/**
 * Prints how far the searches of {@code verify}'s scenarios reach, for strategies that pass them:
 * which of those with two tasks come to their end, and what that takes. Arguments: {@code traces
 * [strategies...]}, the first the number of schedules after which a search of traces gives up.
 */
final class ReachTable {
  private ReachTable() {}

  /** Prints the table. */
  public static void main(String[] args) {
    long traces = Long.parseLong(args[0]);
    List<String> named = List.of(args).subList(1, args.length);
    for (String id : named.isEmpty() ? SwapTable.STRATEGIES : named) {
      int two = 0;
      int exhausted = 0;
      double seconds = 0;
      for (Program program : SwapTable.gate()) {
        Setup setup = Setup.of(program, Defects.NONE, FiberKind.AUTO);
        Experiment run = new Experiment(program, setup, Museum.strategy(id));
        Exploration search = new Exploration(run, 1, () -> {});
        long begin = System.nanoTime();
        Certificate found;
        try {
          found = search.search(new Exploration.Limits(-1, 0, traces, 0));
        } catch (NotModelled missing) {
          continue;
        }
        double took = (System.nanoTime() - begin) / 1e9;
        seconds += took;
        boolean isTwo = program.tasks().size() == 2;
        two += isTwo ? 1 : 0;
        exhausted += isTwo && found.isExhausted() ? 1 : 0;
        System.out.printf(
            Locale.ROOT,
            "%-12s %-16s %d tasks %7d runs %7d traces %6.2f s %s%n",
            id,
            program.id(),
            program.tasks().size(),
            search.runs(),
            found.reduced(),
            took,
            search.discoveries());
      }
      System.out.printf(
          Locale.ROOT, "%-12s %d of %d with two tasks; %.1f s%n", id, exhausted, two, seconds);
    }
  }
}

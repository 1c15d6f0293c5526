// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.util.Optional;
import java.util.function.Function;
import org.mmkit.machine.MachineRule;
import org.mmkit.machine.ReplayDivergence;
import org.mmkit.machine.Schedule;
import org.mmkit.machine.search.Shrinker;
import org.mmkit.machine.search.Shrunk;
import org.mmkit.machine.search.Trial;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.target.Outcome;

/**
 * Makes what a search has found small enough to be read: the program first, then the schedule, each
 * step of it confirmed by a run that breaks the rule of the same code.
 *
 * @param run the program, perhaps a smaller one, ready to run
 * @param schedule the shortest schedule found
 * @param preemptions how many it has
 * @param steps visible steps until the rule is broken
 */
public record Reduction(Experiment run, Schedule schedule, int preemptions, long steps) {
  private static final int SHRINK_RUNS = 1_000;

  /** For each candidate of a smaller program. */
  static final Exploration.Limits FEW = new Exploration.Limits(1, 300, 0, 100);

  /**
   * Reduces a discovery.
   *
   * @param runs sets a program up to be run on the strategy
   * @param beat called before each run
   */
  public static Reduction of(
      Program program,
      Discovery discovery,
      Function<Program, Experiment> runs,
      long seed,
      Runnable beat) {
    String code = discovery.rule().code();
    Program smaller =
        isWhole(program, code)
            ? program
            : new ProgramShrinker(
                    candidate -> find(runs.apply(candidate), code, seed, beat).isPresent())
                .shrink(program);
    Experiment run = runs.apply(smaller);
    Schedule found =
        smaller.equals(program)
            ? discovery.schedule()
            : find(run, code, seed, beat).map(Discovery::schedule).orElse(discovery.schedule());
    return ofSchedule(run, found, code, beat);
  }

  /** Reduces the schedule alone. */
  public static Reduction ofSchedule(
      Experiment run, Schedule schedule, String code, Runnable beat) {
    try {
      Shrunk shrunk = new Shrinker(trial(run, code, beat), SHRINK_RUNS).shrink(schedule);
      return new Reduction(run, shrunk.schedule(), shrunk.preemptions(), shrunk.steps());
    } catch (IllegalArgumentException | ReplayDivergence notShownAgain) {
      // What cannot be repeated is a finding of its own; the schedule is shown as it was found.
      return new Reduction(run, schedule, -1, -1);
    }
  }

  /**
   * Whether nothing may be left out: a monitor of userfaultfd waits for ever where nobody unmaps,
   * and a fault where no monitor wakes it, whatever the strategy does.
   */
  private static boolean isWhole(Program program, String code) {
    return code.equals(MachineRule.DEADLOCK.code())
        && program.allSteps().stream().anyMatch(step -> step.call().name().startsWith("uffd"));
  }

  private static Optional<Discovery> find(Experiment run, String code, long seed, Runnable beat) {
    Exploration search =
        new Exploration(run, seed, beat).until(broken -> broken.rule().code().equals(code));
    search.search(FEW);
    return search.discoveries().stream().filter(d -> d.rule().code().equals(code)).findFirst();
  }

  private static Trial trial(Experiment run, String code, Runnable beat) {
    return scheduler -> {
      beat.run();
      Outcome outcome = run.run(scheduler);
      boolean found = run.judge(outcome).stream().anyMatch(b -> b.rule().code().equals(code));
      return found ? outcome.machine().steps() : Trial.NOT_FOUND;
    };
  }
}

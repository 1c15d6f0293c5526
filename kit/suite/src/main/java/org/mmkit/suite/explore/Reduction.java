// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.util.Optional;
import java.util.function.Function;
import org.mmkit.machine.ReplayDivergence;
import org.mmkit.machine.Schedule;
import org.mmkit.machine.search.Shrinker;
import org.mmkit.machine.search.Shrunk;
import org.mmkit.machine.search.Trial;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.ScenarioRun;
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
public record Reduction(ScenarioRun run, Schedule schedule, int preemptions, long steps) {
  private static final int SHRINK_RUNS = 1_000;

  /** For each candidate of a smaller program. */
  private static final Exploration.Limits FEW = new Exploration.Limits(1, 300, 0, 100);

  /**
   * Reduces a discovery.
   *
   * @param runs sets a program up to be run on the strategy
   */
  public static Reduction of(
      Program program, Discovery discovery, Function<Program, ScenarioRun> runs, long seed) {
    String code = discovery.rule().code();
    Program smaller =
        new ProgramShrinker(candidate -> find(runs.apply(candidate), code, seed).isPresent())
            .shrink(program);
    ScenarioRun run = runs.apply(smaller);
    Schedule found =
        smaller.equals(program)
            ? discovery.schedule()
            : find(run, code, seed).map(Discovery::schedule).orElse(discovery.schedule());
    return ofSchedule(run, found, code);
  }

  /** Reduces the schedule alone. */
  public static Reduction ofSchedule(ScenarioRun run, Schedule schedule, String code) {
    try {
      Shrunk shrunk = new Shrinker(trial(run, code), SHRINK_RUNS).shrink(schedule);
      return new Reduction(run, shrunk.schedule(), shrunk.preemptions(), shrunk.steps());
    } catch (IllegalArgumentException | ReplayDivergence notShownAgain) {
      // What cannot be repeated is a finding of its own; the schedule is shown as it was found.
      return new Reduction(run, schedule, -1, -1);
    }
  }

  private static Optional<Discovery> find(ScenarioRun run, String code, long seed) {
    Exploration search =
        new Exploration(run, seed, () -> {}).until(broken -> broken.rule().code().equals(code));
    search.search(FEW);
    return search.discoveries().stream().filter(d -> d.rule().code().equals(code)).findFirst();
  }

  private static Trial trial(ScenarioRun run, String code) {
    return scheduler -> {
      Outcome outcome = run.run(scheduler);
      boolean found = run.broken(outcome).stream().anyMatch(b -> b.rule().code().equals(code));
      return found ? outcome.machine().steps() : Trial.NOT_FOUND;
    };
  }
}

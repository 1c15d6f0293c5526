// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.mmkit.machine.RandomWalk;
import org.mmkit.machine.Scheduler;
import org.mmkit.suite.target.Outcome;

/**
 * Searches one scenario: all schedules up to a bound of preemptions, bound by bound, then others at
 * random.
 */
final class Exploration {

  /**
   * How much is searched.
   *
   * @param bound preemptions up to which all schedules are to be run; -1 for none
   * @param exhaustive schedules after which the bounded search gives up
   * @param random schedules that are run at random
   */
  record Limits(int bound, long exhaustive, long random) {}

  private final ScenarioRun scenario;
  private final long seed;
  private final Runnable beat;
  private final Map<String, Discovery> discoveries = new TreeMap<>();
  private Predicate<Broken> wanted = broken -> false;
  private boolean stopped;
  private long runs;
  private long random;
  private Throwable failure;

  /**
   * A search that has not begun.
   *
   * @param beat called before each run
   */
  Exploration(ScenarioRun scenario, long seed, Runnable beat) {
    this.scenario = scenario;
    this.seed = seed;
    this.beat = beat;
  }

  /** Ends the search when such a rule was found broken. */
  Exploration until(Predicate<Broken> found) {
    wanted = found;
    return this;
  }

  /** Searches. */
  Certificate search(Limits limits) {
    for (long index = 0; index < limits.random() && !over(); index++) {
      run(new RandomWalk(seed, index), "random walk " + index);
      random++;
    }
    return new Certificate(scenario.program().tasks().size(), -1, 0, 0, 0, random, false);
  }

  /** What was found, one for each code, in the order of the codes. */
  List<Discovery> discoveries() {
    return new ArrayList<>(discoveries.values());
  }

  /** What the strategy threw, or null. */
  Throwable failure() {
    return failure;
  }

  /** Schedules run. */
  long runs() {
    return runs;
  }

  private boolean over() {
    return stopped || failure != null;
  }

  private void run(Scheduler scheduler, String search) {
    beat.run();
    runs++;
    Outcome outcome = scenario.run(scheduler);
    failure = outcome.failure();
    for (Broken broken : scenario.broken(outcome)) {
      stopped |= wanted.test(broken);
      note(broken, outcome, search);
    }
  }

  private void note(Broken broken, Outcome outcome, String search) {
    discoveries.computeIfAbsent(
        broken.rule().code(),
        code ->
            new Discovery(
                broken.rule(),
                broken.sentence(),
                outcome.machine().schedule(),
                outcome.machine().steps(),
                runs,
                search));
  }
}

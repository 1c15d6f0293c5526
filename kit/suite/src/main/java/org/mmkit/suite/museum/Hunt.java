// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.museum;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.RandomWalk;
import org.mmkit.suite.Defects;
import org.mmkit.suite.explore.Broken;
import org.mmkit.suite.explore.ScenarioRun;
import org.mmkit.suite.explore.Scenarios;
import org.mmkit.suite.program.Program;

/**
 * Searches the schedules of a scenario for the rules that an exhibit must break; what is no matter
 * of schedules is run once.
 */
public final class Hunt {

  /**
   * What a hunt ended with.
   *
   * @param schedules how many were run
   * @param convicted whether one of the wanted rules was broken by the last of them
   * @param rules all rules that were found broken
   */
  public record Result(int schedules, boolean convicted, Set<String> rules) {}

  private Hunt() {}

  /** Runs the exhibit's strategy until it is convicted, or the budget ends. */
  public static Result convict(Exhibit exhibit, long seed, int budget, FiberKind fiber) {
    return hunt(
        exhibit.strategy(), exhibit.defects(), exhibit.by(), exhibit.shows(), seed, budget, fiber);
  }

  /** Runs a strategy that should be right over the whole budget. */
  public static Result acquit(
      Exhibit exhibit, String strategy, long seed, int budget, FiberKind fiber) {
    return hunt(strategy, Defects.NONE, exhibit.by(), List.of(), seed, budget, fiber);
  }

  private static Result hunt(
      String strategy,
      Defects defects,
      String scenario,
      List<String> wanted,
      long seed,
      int budget,
      FiberKind fiber) {
    if (scenario.contains(":")) {
      Set<String> rules = SingleRun.rules(scenario, strategy, defects, fiber);
      return new Result(1, wanted.stream().anyMatch(rules::contains), rules);
    }
    Program program =
        Scenarios.byId(scenario)
            .orElseThrow(() -> new IllegalStateException("there is no scenario " + scenario));
    ScenarioRun run = new ScenarioRun(program, Museum.strategy(strategy), defects, fiber);
    TreeSet<String> rules = new TreeSet<>();
    for (int i = 0; i < budget; i++) {
      boolean convicted = false;
      for (Broken broken : run.broken(run.run(new RandomWalk(seed, i)))) {
        rules.add(broken.rule().id());
        convicted |= wanted.contains(broken.rule().id());
      }
      if (convicted) {
        return new Result(i + 1, true, rules);
      }
    }
    return new Result(budget, false, rules);
  }
}

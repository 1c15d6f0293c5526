// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.museum;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.Defects;
import org.mmkit.suite.explore.Discovery;
import org.mmkit.suite.explore.Exploration;
import org.mmkit.suite.explore.Scenarios;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;

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
   * @param discovery the wanted rule in its schedule, if it took one
   */
  public record Result(
      long schedules, boolean convicted, Set<String> rules, Optional<Discovery> discovery) {}

  /** Preemptions up to which all schedules are tried before others are at random. */
  private static final int BOUND = 2;

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
      boolean convicted = wanted.stream().anyMatch(rules::contains);
      return new Result(1, convicted, rules, Optional.empty());
    }
    Program program =
        Scenarios.byId(scenario)
            .orElseThrow(() -> new IllegalStateException("there is no scenario " + scenario));
    Experiment run =
        new Experiment(program, Setup.of(program, defects, fiber), Museum.strategy(strategy));
    Exploration search =
        new Exploration(run, seed, () -> {}).until(broken -> wanted.contains(broken.rule().id()));
    search.search(new Exploration.Limits(BOUND, budget, 0, budget));
    if (search.failure() != null) {
      throw new IllegalStateException(strategy + " threw", search.failure());
    }
    TreeSet<String> rules = new TreeSet<>();
    Optional<Discovery> found = Optional.empty();
    for (Discovery discovery : search.discoveries()) {
      rules.add(discovery.rule().id());
      if (wanted.contains(discovery.rule().id())) {
        found = Optional.of(discovery);
      }
    }
    return new Result(search.runs(), found.isPresent(), rules, found);
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import java.util.List;
import java.util.Set;
import org.mmkit.suite.catalogue.Stages;
import org.mmkit.suite.program.Tier;

/**
 * One way to judge a strategy: data plus one class. {@link Stages} is the catalogue.
 *
 * <p>A stage is a pure function of its request: it reads no clock, no file and no environment, so
 * that its records are the same on every JDK. It announces the number of its cases before it runs
 * the first, and then streams each result, so that a run which is cut short still shows how far it
 * came.
 */
public interface Stage {

  /** The name, such as {@code conformance}. */
  String id();

  /** Whether it belongs to a goal of its own, so that {@code mmkit.stages} does not offer it. */
  default boolean ofAGoal() {
    return false;
  }

  /** The tiers whose programs it runs; none if it runs no program of a case file. */
  default Set<Tier> tiers() {
    return Set.of();
  }

  /** Whether it runs as many schedules as {@code mmkit.budget} says. */
  default boolean searches() {
    return false;
  }

  /**
   * Runs the cases that the request selects.
   *
   * @return what can be told only at the end
   * @throws BadInputException if something that the user passed is wrong, such as a case file
   */
  StageResult run(StageRequest request, Progress progress);

  /**
   * Makes the selected cases ready to run one by one. A stage whose cases cannot be told apart is
   * one job, which announces its cases itself.
   *
   * @throws BadInputException if something that the user passed is wrong, such as a case file
   */
  default StageCases open(StageRequest request, Progress progress) {
    StageResult[] result = {StageResult.nothing()};
    return new StageCases(
        List.of(new StageCases.Job("", () -> result[0] = run(request, progress))), () -> result[0]);
  }
}

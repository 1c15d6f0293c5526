// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.util.List;
import java.util.OptionalInt;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.Stage;
import org.mmkit.suite.catalogue.Stages;

/**
 * A budget that the POM of an assignment sets is for the goals that search. The others, such as
 * {@code again} and {@code quiz}, run beside it; whoever gives them one himself is told that it has
 * no effect.
 */
final class AssignedBudget {
  private static final String BUDGET = "mmkit.budget";

  private AssignedBudget() {}

  /**
   * What the stages take of a search.
   *
   * @param stages their names
   */
  static JudgeRequest.Search fitting(
      JudgeRequest.Search search, List<String> stages, JudgingMojo mojo) {
    if (search.budget().isEmpty()
        || searches(stages)
        || mojo.session.getUserProperties().containsKey(BUDGET)) {
      return search;
    }
    return new JudgeRequest.Search(
        search.seed(), OptionalInt.empty(), search.failFast(), search.part());
  }

  private static boolean searches(List<String> stages) {
    return Stages.withThoseOfGoals().stream()
        .filter(stage -> stages.contains(stage.id()))
        .anyMatch(Stage::searches);
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.run;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.machine.Violation;
import org.mmkit.machine.policy.VirtualTime;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.target.Observation;
import org.mmkit.suite.target.Outcome;

/** What the model, with a strategy in it, answers to a sequential program. */
public final class ModelAnswers {
  private ModelAnswers() {}

  /**
   * By step; where its run ended early, the reason.
   *
   * @throws org.mmkit.suite.target.NotModelled if the model lacks what the program needs
   */
  public static List<String> of(Program program, StageRequest request) {
    Outcome outcome = Experiment.of(program, request).run(new VirtualTime());
    List<String> results = new ArrayList<>();
    for (Observation observation : outcome.observations()) {
      String result = observation.result();
      results.add(result == null ? "does not return: " + reason(outcome) : result);
    }
    while (results.size() < program.setup().size()) {
      results.add("not reached: " + reason(outcome));
    }
    if (!outcome.violations().isEmpty()) {
      results.set(results.size() - 1, reason(outcome));
    }
    return results;
  }

  private static String reason(Outcome outcome) {
    Throwable failure = outcome.failure();
    if (failure != null) {
      return "threw " + failure.getClass().getSimpleName();
    }
    if (!outcome.violations().isEmpty()) {
      Violation first = outcome.violations().get(0);
      return "breaks " + first.rule().code();
    }
    return outcome.end().toString();
  }
}

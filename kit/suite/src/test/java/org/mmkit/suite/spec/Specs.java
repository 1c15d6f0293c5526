// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.List;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;

/** Short ways to write programs in tests. */
final class Specs {

  private Specs() {}

  /** The steps of a sequential program, a line each. */
  static List<Step> steps(String... lines) {
    return program(lines).setup();
  }

  static Program program(String... lines) {
    return CaseParser.parse("test.cases", "@T-1 | t | P1\n" + String.join("\n", lines)).get(0);
  }

  /** The state after some calls, each of which must give what its line says. */
  static SpecState after(String... lines) {
    SpecState state = SpecState.initial();
    for (Step step : steps(lines)) {
      Answer answer = SpecTarget.apply(state, 0, step.call());
      if (Verdict.compare(step.expected().text(), answer).kind() != Verdict.Kind.AGREES) {
        throw new AssertionError(step.text() + " but the specification says " + answer.text());
      }
    }
    return state;
  }

  /** The answer to a call on a state, which changes. */
  static String answer(SpecState state, String call) {
    return SpecTarget.apply(state, 0, steps(call).get(0).call()).text();
  }
}

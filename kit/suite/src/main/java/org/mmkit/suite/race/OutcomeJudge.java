// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.race;

import java.util.Optional;
import org.mmkit.machine.Rule;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.target.Outcome;

/** Judges what the calls of a run returned. */
final class OutcomeJudge {

  /** A rule that the results break, and how. */
  record Illegal(Rule rule, String sentence) {}

  private final Program program;

  OutcomeJudge(Program program) {
    this.program = program;
  }

  Optional<Illegal> judge(Outcome outcome) {
    return Optional.empty();
  }
}

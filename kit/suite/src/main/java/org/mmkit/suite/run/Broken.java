// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.run;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Rule;
import org.mmkit.machine.Violation;

/** A rule that a run broke, and how. */
public final class Broken {
  private final Rule rule;
  private final @Nullable Violation violation;
  private @Nullable String sentence;

  /** What a judge of results found. */
  public Broken(Rule rule, String sentence) {
    this.rule = rule;
    this.violation = null;
    this.sentence = sentence;
  }

  /** What the model found. */
  public Broken(Violation violation) {
    this.rule = violation.rule();
    this.violation = violation;
  }

  /** The rule. */
  public Rule rule() {
    return rule;
  }

  /** What happened, in plain English; worked out when it is asked for. */
  public String sentence() {
    String known = sentence;
    if (known == null) {
      Violation found = Objects.requireNonNull(violation);
      known = found.message() + (found.source().isEmpty() ? "" : " at " + found.source());
      sentence = known;
    }
    return known;
  }

  @Override
  public String toString() {
    return rule + ": " + sentence();
  }
}

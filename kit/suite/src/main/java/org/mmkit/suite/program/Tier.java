// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.util.Optional;

/** How much is asked of a model by a program. */
public enum Tier {
  /** Every strategy must pass. */
  P1("P1"),
  /** A serious model passes. */
  P2("P2"),
  /** Optional, or specific to Linux on x86-64. */
  P3("P3"),
  /** Made at random; counts as an agreement rate. */
  G("G"),
  /** Several tasks at once, judged over many schedules. */
  RACE("race"),
  /** A scenario: a small concurrent program whose schedules are searched. */
  EXPLORE("explore");

  private final String text;

  Tier(String text) {
    this.text = text;
  }

  /** Whether its programs have tasks. */
  public boolean concurrent() {
    return this == RACE || this == EXPLORE;
  }

  /** How case files write it. */
  public String text() {
    return text;
  }

  /** The tier of that text. */
  public static Optional<Tier> of(String text) {
    for (Tier tier : values()) {
      if (tier.text.equals(text)) {
        return Optional.of(tier);
      }
    }
    return Optional.empty();
  }
}

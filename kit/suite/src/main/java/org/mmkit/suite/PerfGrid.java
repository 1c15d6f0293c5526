// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import java.util.Locale;

/** How many points of the loads stage perf measures, and how long each may take. */
public enum PerfGrid {
  /** None at all. */
  NONE,
  /** A few small points: at most three seconds for a strategy. */
  SMOKE,
  /** All loads with small sizes, each contended point with three seeds. */
  SMALL,
  /** All loads as their originals are, with seven seeds. */
  WHOLE;

  /** How the user writes it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

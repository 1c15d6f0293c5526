// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

/**
 * What differs between the runs of a point.
 *
 * @param seed what phases and the variation of user times come from
 * @param gapNs how long a program is busy between two rounds at the mean
 */
public record Variation(long seed, long gapNs) {
  private static final long GAP_NS = 100;
  private static final long UNKNOWN_NS = 160;

  /** The usual user time. */
  public static Variation of(long seed) {
    return new Variation(seed, GAP_NS);
  }

  /**
   * One of several runs. Nobody knows the user time between two calls of a program to 160 ns, and a
   * throughput may hang on it, so that each run takes another one: the usual one, none, 160 ns
   * more, and then what lies between. So the spread over the runs tells how much hangs on it.
   *
   * @param run from 0
   * @param runs an odd number
   */
  public static Variation of(long seed, int run, int runs) {
    int pairs = runs / 2;
    int away = run == 0 ? 0 : pairs - (run - 1) / 2;
    long gapNs = run % 2 == 1 ? GAP_NS - less(away, pairs) : GAP_NS + more(away, pairs);
    return new Variation(seed + run, gapNs);
  }

  private static long less(int away, int pairs) {
    return GAP_NS * away / pairs;
  }

  private static long more(int away, int pairs) {
    return away == 0 ? 0 : UNKNOWN_NS * away / pairs;
  }
}

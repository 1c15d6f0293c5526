// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

/** Operations by the time at which they were counted, in as many slots as always fit. */
final class Windows {
  private static final int SLOTS = 640;
  private static final int WINDOWS = 10;
  private static final long WIDTH_PS = 100_000;

  /** The share of the mean by which its standard error may be off. */
  private static final double STEADY = 0.01;

  private final long[] slots = new long[SLOTS];
  private final long fromPs;
  private long widthPs = WIDTH_PS;

  Windows(long fromPs) {
    this.fromPs = fromPs;
  }

  void add(long ps, long count) {
    long at = Math.max(0, ps - fromPs);
    while (at / widthPs >= SLOTS) {
      widen();
    }
    slots[(int) (at / widthPs)] += count;
  }

  private void widen() {
    for (int i = 0; i < SLOTS / 2; i++) {
      slots[i] = slots[2 * i] + slots[2 * i + 1];
    }
    for (int i = SLOTS / 2; i < SLOTS; i++) {
      slots[i] = 0;
    }
    widthPs *= 2;
  }

  /** Whether the ten windows until a time tell the same throughput, within one percent. */
  boolean steady(long ps) {
    int perWindow = (int) Math.min(SLOTS, (ps - fromPs) / widthPs) / WINDOWS;
    if (perWindow == 0) {
      return false;
    }
    double sum = 0;
    double squares = 0;
    for (int window = 0; window < WINDOWS; window++) {
      long count = 0;
      for (int i = 0; i < perWindow; i++) {
        count += slots[window * perWindow + i];
      }
      sum += count;
      squares += (double) count * count;
    }
    double mean = sum / WINDOWS;
    double variance = Math.max(0, squares / WINDOWS - mean * mean) / (WINDOWS - 1);
    return mean > 0 && StrictMath.sqrt(variance) <= STEADY * mean;
  }
}

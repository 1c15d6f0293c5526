// SPDX-License-Identifier: Apache-2.0
package org.mmkit.bench;

import java.time.Duration;

/**
 * What one tool did with one subject.
 *
 * @param schedules how many it ran
 * @param found the first bug that it found, or the empty string
 * @param seconds how long it took
 * @param cpuSeconds how long all threads of the JVM ran meanwhile, the compiler's included
 */
record Measured(long schedules, String found, double seconds, double cpuSeconds) {

  /** Takes both times. */
  static final class Watch {
    private final long start = System.nanoTime();
    private final double cpuStart = cpu();

    Measured stop(long schedules, String found) {
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Measured(schedules, found, seconds, cpu() - cpuStart);
    }

    private static double cpu() {
      Duration total = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
      return total.toNanos() / 1e9;
    }
  }

  double perSecond() {
    return schedules / seconds;
  }

  double perCpuSecond() {
    return schedules / cpuSeconds;
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor time, which a busy machine stretches less than that of a clock. */
public final class CpuTime {
  private static final int USER = 13;
  private static final int TICKS_PER_SECOND = 100;

  private CpuTime() {}

  /**
   * Seconds that this process and all its children have run for, those that are gone included;
   * Linux alone.
   */
  public static double seconds() {
    long ticks = ProcessHandle.current().descendants().mapToLong(CpuTime::ticks).sum();
    return (double) (ticks + ticks(ProcessHandle.current())) / TICKS_PER_SECOND;
  }

  private static long ticks(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') - 1).split(" ");
      long sum = 0;
      for (int i = 0; i < 4; i++) {
        sum += Long.parseLong(fields[USER - 1 + i]);
      }
      return sum;
    } catch (IOException gone) {
      return 0;
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.calibrate;

import org.mmkit.suite.load.Mode;

/**
 * One number that was measured on a real machine.
 *
 * @param load the id of a load of {@code calibration.loads}
 * @param mode what its tasks shared
 * @param tasks how many they were
 * @param value operations a second of all tasks; of {@code munmap-*} the ns of a call
 */
public record Observed(String load, Mode mode, int tasks, double value) {
  private static final String MUNMAP = "munmap-";

  /** Whether the value is the time of a munmap of one size. */
  public boolean isMunmap() {
    return load.startsWith(MUNMAP);
  }

  /** {@code load.mode.tasks}, as results write points. */
  public String name() {
    return load + "." + mode.text() + "." + tasks;
  }
}

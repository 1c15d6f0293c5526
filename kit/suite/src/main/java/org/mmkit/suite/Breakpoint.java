// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

/**
 * Where {@code mmkit:replay -Dmmkit.debug} halts for a debugger: set a breakpoint on {@link #here}.
 * The thread that is there carries the task that is about to take the failing step; all others are
 * parked where their tasks stand.
 */
public final class Breakpoint {

  private Breakpoint() {}

  /**
   * Does nothing.
   *
   * @param task name of the task
   * @param step what it is about to do, and when
   */
  public static void here(String task, String step) {
    // For the debugger.
  }
}

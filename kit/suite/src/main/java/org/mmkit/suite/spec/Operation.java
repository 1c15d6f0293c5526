// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import org.jspecify.annotations.Nullable;
import org.mmkit.suite.program.Call;

/**
 * A call of a task and what came of it.
 *
 * @param task the number of the task: 1 for T1; 0 for the steps that run alone
 * @param call the call; fill and pat are recorded as the w and r of their pages
 * @param result what it returned, or null if it never did
 * @param invoked when it began; numbers only tell the order
 * @param responded when it returned; without a result, from when on it can no longer take effect
 * @param mayRunOut whether memory of the kernel's own may have run out in it, or in a child
 */
public record Operation(
    int task, Call call, @Nullable String result, long invoked, long responded, boolean mayRunOut) {

  /** A call that returned. */
  public static Operation completed(
      int task, Call call, String result, long invoked, long responded) {
    return new Operation(task, call, result, invoked, responded, true);
  }

  /** A call that never returned: it may have taken effect or not. */
  public static Operation pending(int task, Call call, long invoked) {
    return new Operation(task, call, null, invoked, Long.MAX_VALUE, true);
  }

  /** Whether it never returned. */
  public boolean isPending() {
    return result == null;
  }

  /** How people read it. */
  public String text() {
    String who = task == 0 ? "" : "T" + task + ": ";
    return who + call + (isPending() ? " (never returned)" : " => " + result);
  }
}

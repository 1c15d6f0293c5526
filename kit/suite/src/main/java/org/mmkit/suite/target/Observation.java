// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import org.jspecify.annotations.Nullable;
import org.mmkit.suite.program.Step;

/**
 * One call of a run and what came of it.
 *
 * @param task the task's name, or {@code main} for set-up and after
 * @param step the step of the program
 * @param result its result; null if the run ended before it returned
 * @param invoked number of the event at which it began, in the order of the run
 * @param responded number of the event at which it returned, or {@link Long#MAX_VALUE}
 * @param ranOut whether an allocation of the kernel failed in it
 */
public record Observation(
    String task, Step step, @Nullable String result, long invoked, long responded, boolean ranOut) {

  /** A call in which no allocation failed. */
  public Observation(
      String task, Step step, @Nullable String result, long invoked, long responded) {
    this(task, step, result, invoked, responded, false);
  }

  /** Whether it returned. */
  public boolean returned() {
    return result != null;
  }
}

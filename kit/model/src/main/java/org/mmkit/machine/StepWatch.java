// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/** Looks on at the visible steps of runs, without any effect on them. */
public interface StepWatch {

  /**
   * A task takes a step; called once for each, in their order.
   *
   * @param task id of the task
   * @param kind what it does
   */
  void takes(int task, StepKind kind);
}

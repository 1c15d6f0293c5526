// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import org.mmkit.machine.StepWatch;

/**
 * Looks on at runs, without any effect on them: at the steps, and at the calls with the state of
 * the memory that each is about.
 */
public interface RunWatch extends StepWatch {

  /**
   * A call begins.
   *
   * @param task id of the task
   * @param call its name
   * @param memory a number that stands for the state of the memory at its address
   */
  void begins(int task, String call, int memory);

  /**
   * The call that the task began last returns.
   *
   * @param memory the same as at its beginning, now
   */
  void ends(int task, String result, int memory);
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.policy;

import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.Task;

/**
 * Discrete events: the task with the smallest clock takes its step, ties going to the smaller id.
 * Since a step is charged before it is taken, effects happen in the order of the clocks.
 */
public final class VirtualTime implements Scheduler {

  private Machine machine;

  @Override
  public void begin(Machine begun) {
    machine = begun;
  }

  @Override
  public Task pick(Task[] runnable, int count, Task current) {
    Task first = runnable[0];
    for (int i = 1; i < count; i++) {
      if (runnable[i].clockPs() < first.clockPs()) {
        first = runnable[i];
      }
    }
    return first;
  }

  /**
   * The CPU is wanted back once a scheduler tick has passed since the task got it or was last told
   * so; nothing else out of the ordinary happens.
   */
  @Override
  public int choose(ChoiceKind kind, int options) {
    return kind == ChoiceKind.NEED_RESCHED && machine.tickHasPassed() ? 1 : 0;
  }
}

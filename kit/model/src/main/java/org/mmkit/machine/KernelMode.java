// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/** What holds for the task that runs while it is in the kernel: where it may sleep or yield. */
public final class KernelMode {

  private final Machine machine;

  KernelMode(Machine machine) {
    this.machine = machine;
  }

  /** The current task enters the kernel, where it is not preempted. */
  public void enter() {
    Task task = machine.engine().running;
    if (task != null) {
      task.enterKernel();
    }
  }

  /** The current task may not hold a lock now, because a system call of its returns. */
  public void assertNoLocksHeld() {
    machine.reports().requireNoLocks(machine.engine().running, "returns to user space");
  }

  /** The current task may not hold a spin lock now, because it is about to do what may sleep. */
  public void assertMaySleep(String what) {
    machine.reports().requireMaySleep(machine.engine().running, what);
  }

  /**
   * A point at which the current task would give its CPU back if the scheduler wanted it ({@code
   * cond_resched}); it may not hold a spin lock there. Nobody else runs.
   */
  public void condResched() {
    assertMaySleep("cond_resched");
    Task task = machine.engine().running;
    if (task != null) {
      task.passReschedulingPoint();
      machine.engine().mayYield(task);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import org.mmkit.machine.profile.MachineCost;

/**
 * An operation that Linux lacks, for a good reason: two tasks that ask for it wait for each other.
 */
public final class Upgrade {

  private Upgrade() {}

  /**
   * Turns the semaphore held for reading into one held for writing, as soon as all other readers
   * have let go; no new reader comes in meanwhile.
   */
  public static void upgradeRead(RwSemaphore lock) {
    Task task = lock.engine.caller();
    if (task == null) {
      return;
    }
    Machine machine = lock.machine;
    machine.step(StepKind.LOCK_WRITE, lock.id(), Access.WRITE, MachineCost.RWSEM_ACQUIRE, 1);
    if (!lock.holders.reads(task)) {
      throw machine.fatal(
          MachineRule.BAD_UNLOCK,
          LockReports.misuse(lock, lock.holders, task, "upgrades", "for reading"));
    }
    long arrivedPs = task.clockPs;
    machine.lockLog().released(lock, task);
    if (lock.holders.readerCount() == 1) {
      upgrade(lock, task);
    } else {
      task.waitsToUpgrade = true;
      lock.waiters.addFirst(task);
      lock.engine.waits.block(task, lock, true, false);
      task.waitsToUpgrade = false;
    }
    machine.lockLog().acquired(lock, task, lock.mode(task), arrivedPs);
  }

  /** Lets a task that waits at the queue's head have what it asked for, if no other reads. */
  static void ifAlone(RwSemaphore lock, Task head) {
    if (lock.holders.readerCount() == 1) {
      lock.waiters.remove(head);
      upgrade(lock, head);
      lock.engine.waits.wake(head);
    }
  }

  private static void upgrade(RwSemaphore lock, Task task) {
    lock.holders.remove(task, false);
    lock.grant(task, true);
  }
}

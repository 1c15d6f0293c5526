// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.profile.MachineCost;

/** A spin lock, such as a page table's. Waiters are served in the order of their coming. */
public final class SpinLock extends Lock {

  private @Nullable Task owner;

  /** A free lock. */
  public SpinLock(Machine machine, LockClass lockClass, long id) {
    super(machine, lockClass, id);
  }

  /** Takes the lock; a task that has to wait does not run until the lock is handed over. */
  public void lock() {
    Task task = engine.caller();
    if (task == null) {
      return;
    }
    machine.step(StepKind.SPIN_LOCK, id(), Access.WRITE, MachineCost.SPIN_LOCK, 1);
    useLine(task);
    machine.lockDependency().acquiring(task, this);
    if (owner == null) {
      owner = task;
      acquireOrder(task);
    } else {
      waiters.add(task);
      engine.waits.block(task, this, true, false);
    }
    task.held.add(this);
  }

  /** Takes the lock if nobody holds it ({@code spin_trylock}); returns whether it did. */
  public boolean tryLock() {
    Task task = engine.caller();
    if (task == null) {
      return true;
    }
    machine.step(StepKind.SPIN_LOCK, id(), Access.WRITE, MachineCost.SPIN_LOCK, 1);
    useLine(task);
    if (owner != null) {
      return false;
    }
    owner = task;
    acquireOrder(task);
    task.held.add(this);
    return true;
  }

  /** Releases the lock. */
  public void unlock() {
    Task task = engine.caller();
    if (task == null) {
      return;
    }
    machine.step(StepKind.SPIN_UNLOCK, id(), Access.WRITE);
    useLine(task);
    if (owner != task) {
      throw machine.fatal(
          MachineRule.BAD_UNLOCK,
          task.label()
              + " unlocks "
              + label()
              + ", which "
              + (owner == null ? "nobody holds" : owner.label() + " holds"));
    }
    releaseOrder(task);
    task.held.remove(this);
    Task next = waiters.poll();
    owner = next;
    if (next != null) {
      acquireOrder(next);
      moveLine(next);
      engine.waits.wake(next, machine.profile().picoseconds(MachineCost.SPIN_HANDOVER));
    }
  }

  /** Whether the task holds it; true for null, which stands for the time outside runs. */
  @Override
  public boolean heldBy(@Nullable Task task) {
    return task == null || owner == task;
  }

  /** Whether a task holds it. */
  public boolean isLocked() {
    return owner != null;
  }

  @Override
  void addBlockers(Task waiter, List<Task> into) {
    if (owner != null) {
      into.add(owner);
    }
  }
}

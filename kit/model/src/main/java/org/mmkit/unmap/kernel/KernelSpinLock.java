// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.kernel;

import org.mmkit.machine.Machine;
import org.mmkit.machine.SpinLock;
import org.mmkit.machine.WaitQueue;
import org.mmkit.unmap.KernelLocks;

/** A spin lock of the model, as the lock of a strategy sees it. */
record KernelSpinLock(Machine machine, SpinLock spin) implements KernelLocks.SpinLock {
  @Override
  public void lock() {
    spin.lock();
  }

  @Override
  public void unlock() {
    spin.unlock();
  }

  @Override
  public KernelLocks.WaitQueue newWaitQueue(String what) {
    return new Queue(this, new WaitQueue(machine, what), what);
  }

  private void require(String does, String what) {
    if (!spin.heldBy(machine.current())) {
      throw new IllegalStateException(
          does
              + " the queue of "
              + what
              + " without its spin lock: take the lock that made the queue first, or a wake-up can"
              + " be lost");
    }
  }

  /** A queue whose sleepers let go of the spin lock. */
  private record Queue(KernelSpinLock guard, WaitQueue queue, String what)
      implements KernelLocks.WaitQueue {
    @Override
    public void sleep() {
      guard.require("sleep in", what);
      guard.spin.unlock();
      queue.sleep();
      guard.spin.lock();
    }

    @Override
    public int sleepKillable() {
      guard.require("sleep in", what);
      guard.spin.unlock();
      int result = queue.sleepExposed();
      guard.spin.lock();
      return result;
    }

    @Override
    public void wakeOne() {
      guard.require("wake from", what);
      queue.wakeOne();
    }

    @Override
    public void wakeAll() {
      guard.require("wake from", what);
      queue.wakeAll();
    }

    @Override
    public boolean isEmpty() {
      guard.require("a look at", what);
      return queue.isEmpty();
    }
  }
}

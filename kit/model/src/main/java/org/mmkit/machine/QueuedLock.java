// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.List;
import org.mmkit.machine.profile.MachineCost;

/**
 * The inner side of a semaphore: its holders, its waiters, and how it passes from one to the other.
 * Its {@link QueueRule} decides when.
 */
abstract sealed class QueuedLock extends Lock permits RwSemaphore {

  final Holders holders = new Holders();
  final QueueRule queue;

  QueuedLock(Machine machine, LockClass lockClass, long id) {
    super(machine, lockClass, id);
    this.queue = queueRule(machine.options().locks().policy());
  }

  /** How the queue moves; called once, when the lock is made. */
  protected abstract QueueRule queueRule(LockPolicy policy);

  final boolean isFreeFor(boolean write) {
    if (hasWaiters()) {
      return queue.admitsPastQueue(write);
    }
    return write ? holders.isEmpty() : holders.writer() == null;
  }

  /** Whether a task that arrives or lets go sees others wait ({@code RWSEM_FLAG_WAITERS}). */
  protected boolean hasWaiters() {
    return !waiters.isEmpty();
  }

  /** Whether a fatal signal from outside ends a wait that is about to begin. */
  private boolean signalArrives(Task task) {
    if (machine.choose(ChoiceKind.SIGNAL, 2) == 0) {
      return false;
    }
    task.kill();
    return true;
  }

  /** The slow path; false if a fatal signal ended it. */
  final boolean queue(Task task, boolean write, boolean killable) {
    if (!write && machine.weakMemory() && leavesSlowPathAtOnce(task)) {
      return true;
    }
    if (queue.spins(task, write)) {
      return spin(task, write, killable);
    }
    if (killable && (task.killed() || signalArrives(task))) {
      return false;
    }
    task.queuedPs = task.clockPs;
    task.spins = write && holders.writer() != null;
    waiters.add(task);
    boolean woken = engine.waits.block(task, this, write, killable);
    return woken && (!write || queue.enter(task, killable));
  }

  /** Spins until the lock is granted, or until it finds itself in the queue after all. */
  private boolean spin(Task task, boolean write, boolean killable) {
    task.queuedPs = task.clockPs;
    task.spins = false;
    task.spinning = true;
    boolean woken = engine.waits.block(task, this, write, killable);
    boolean granted = write ? holders.writer() == task : holders.reads(task);
    return granted || woken && (!write || queue.enter(task, killable));
  }

  /**
   * A reader that finds the lock free when it is about to queue need not wait. Only where memory is
   * weak does this differ from arriving then: the failed attempt is what it has synchronised with.
   */
  private boolean leavesSlowPathAtOnce(Task task) {
    acquireOrder(task);
    machine.step(StepKind.LOCK_READ, id(), Access.READ);
    if (!isFreeFor(false)) {
      return false;
    }
    admit(task, false);
    acquireInSlowPath(task);
    return true;
  }

  /** ACQUIRE of a reader that did not have to sleep after all. */
  protected void acquireInSlowPath(Task reader) {
    acquireOrder(reader);
  }

  /** Makes the task a holder. */
  final void grant(Task task, boolean write) {
    admit(task, write);
    acquireOrder(task);
  }

  private void admit(Task task, boolean write) {
    if (!write) {
      waiters.stopSpinning();
    }
    holders.add(task, write);
    holders.check(machine, this);
    queue.admitted(write);
  }

  /** Whether a writer heads the queue. */
  protected final boolean writerIsNext() {
    Task head = waiters.head();
    return head != null && head.waitsToWrite;
  }

  /** Hands the lock to the task at the queue's head, and wakes it. */
  protected final void grantHead() {
    Task task = waiters.poll();
    if (task == null) {
      return;
    }
    queue.headLeaves();
    if (task.waitsToWrite) {
      grant(task, true);
    } else {
      admit(task, false);
      acquireAsleep(task);
    }
    wakeGranted(task);
  }

  /** Lets in the readers of the queue, past the writers between them, but not more than so many. */
  protected final void grantReaders(int most) {
    int left = most;
    Task task = waiters.head();
    while (task != null && left > 0) {
      Task next = task.nextWaiter;
      if (!task.waitsToWrite) {
        if (task == waiters.head()) {
          queue.headLeaves();
        }
        waiters.remove(task);
        admit(task, false);
        acquireAsleep(task);
        wakeGranted(task);
        left--;
      }
      task = next;
    }
  }

  /** Gives the lock to a task that spins for it. */
  protected final void grantSpinner(Task task) {
    grant(task, task.waitsToWrite);
    moveLine(task);
    engine.waits.wake(task, machine.profile().picoseconds(MachineCost.RWSEM_SPIN));
  }

  /** ACQUIRE of a reader that is handed the lock while it sleeps. */
  protected void acquireAsleep(Task reader) {
    acquireOrder(reader);
  }

  /**
   * A writer that arrived while a writer had the lock has been spinning for it, up to a tick,
   * unless readers came in: it need not be woken.
   */
  private void wakeGranted(Task task) {
    Task granter = engine.running;
    long waitedPs = granter == null ? 0 : granter.clockPs - task.queuedPs;
    if (task.spins && waitedPs < machine.profile().tickPs()) {
      moveLine(task);
      engine.waits.wake(task, machine.profile().picoseconds(MachineCost.RWSEM_SPIN));
    } else {
      engine.waits.wake(task);
    }
  }

  @Override
  final void afterWithdrawal(boolean first) {
    if (first) {
      queue.headLeaves();
    }
    waiterWithdrew();
  }

  /** A signal has taken a waiter out of the queue: those behind it may be able to come in. */
  protected void waiterWithdrew() {
    queue.handOver();
  }

  @Override
  void addBlockers(Task waiter, List<Task> into) {
    holders.addTo(into);
    if (waiter.waitsToUpgrade) {
      into.remove(waiter);
    }
    if (waiter.spinning) {
      return;
    }
    for (Task ahead = waiters.head(); ahead != null && ahead != waiter; ahead = ahead.nextWaiter) {
      into.add(ahead);
    }
  }
}

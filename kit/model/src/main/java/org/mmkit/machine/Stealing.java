// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/**
 * The queue's order for readers. A writer at the head is only woken; until it runs, and until
 * readers have been let in, another writer may take the free lock past the queue. Once the head has
 * waited for longer than the time of {@link LockOptions}, and has lost again, the lock is kept for
 * it ({@code RWSEM_FLAG_HANDOFF}).
 */
public class Stealing extends QueueRule {

  private final long timeoutPs;
  private boolean handoff;

  /** How often the present head has lost after its time was over. */
  private int lost;

  /** A rule for one semaphore, whose queue is empty. */
  protected Stealing(RwSemaphore lock) {
    super(lock);
    this.timeoutPs = machine.options().locks().handoffPs();
  }

  @Override
  final boolean admitsPastQueue(boolean write) {
    return write && holders.isEmpty() && !handoff;
  }

  /** The lock is free, but no task is awake yet to take it. */
  @Override
  final void released() {
    machine.step(StepKind.GAP, lock.id(), Access.WRITE);
    Task head = waiters.head();
    if (holders.writer() != null && head != null && !head.waitsToWrite) {
      headLost(head);
    }
  }

  @Override
  final void passTo(Task writer) {
    if (writer.blocked()) {
      lock.engine.wake(writer);
      // What it does next depends on whether another task is faster.
      writer.pend(StepKind.TASK_RESUME, lock.id(), Access.WRITE);
    }
  }

  /** The writer was woken, but not handed the lock: it takes it unless another task was faster. */
  @Override
  final boolean enter(Task writer, boolean killable) {
    while (!holders.isEmpty()) {
      headLost(writer);
      if (killable && writer.killed()) {
        waiters.remove(writer);
        lock.afterWithdrawal(true);
        return false;
      }
      if (!lock.engine.block(writer, lock, true, killable)) {
        return false;
      }
    }
    headLeaves();
    waiters.poll();
    lock.grant(writer, true);
    return true;
  }

  /** The head of the queue was about to get the lock, and another task took it. */
  private void headLost(Task head) {
    long waitedPs = machine.nowPs() - head.queuedPs;
    if (waitedPs <= timeoutPs) {
      return;
    }
    if (++lost > 1) {
      LockReports.bypassed(lock, head, waitedPs);
    }
    setHandoff();
  }

  /** From now on only the head may take the lock. */
  protected void setHandoff() {
    handoff = true;
  }

  @Override
  final void headLeaves() {
    handoff = false;
    lost = 0;
  }
}

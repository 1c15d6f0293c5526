// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import org.jspecify.annotations.Nullable;
import org.mmkit.machine.profile.MachineCost;

/**
 * The queue's order for readers. A writer at the head is only woken; until it runs, and until
 * readers have been let in, another writer may take the free lock past the queue. Once the head has
 * waited for longer than the {@link HandoffTime}, and has lost again, the lock is kept for it
 * ({@code RWSEM_FLAG_HANDOFF}).
 *
 * <p>The traits of the {@link LockPolicy} say what else a version of Linux does.
 */
public class Stealing extends QueueRule {

  /** {@code MAX_READERS_WAKEUP}. */
  private static final int READERS_AT_ONCE = 256;

  private final HandoffTime time;
  private final boolean handsOff;
  private final boolean readersSteal;
  private final boolean wakesAllReaders;

  /** Null if nobody spins. */
  private final @Nullable Spinners spinners;

  private boolean handoff;

  /** How often the present head has lost after its time was over. */
  private int lost;

  /** Whether the last wake-up left readers in the queue. */
  private boolean readersLeft;

  /** A rule for one semaphore, whose queue is empty. */
  protected Stealing(RwSemaphore lock) {
    super(lock);
    LockPolicy policy = lock.policy();
    this.time = new HandoffTime(machine.options().locks(), machine.profile());
    this.handsOff = policy.has(LockTrait.HANDS_OFF);
    this.readersSteal = policy.has(LockTrait.READERS_STEAL);
    this.wakesAllReaders = policy.has(LockTrait.WAKES_ALL_READERS);
    this.spinners = policy.has(LockTrait.WRITERS_SPIN) ? new Spinners(lock) : null;
  }

  @Override
  final boolean admitsPastQueue(boolean write) {
    return (write || readersSteal) && holders.isEmpty() && !handoff;
  }

  @Override
  final void settle() {
    if (spinners != null) {
      spinners.settle(machine.nowPs());
    }
  }

  @Override
  final boolean spins(Task task, boolean write) {
    if (spinners == null || handoff || !spinners.accept(task, write)) {
      return false;
    }
    spinners.add(task);
    return true;
  }

  @Override
  final void admitted(boolean write) {
    if (spinners == null) {
      return;
    }
    if (write) {
      spinners.behindWriter();
    } else {
      spinners.behindReaders();
    }
  }

  @Override
  final void ownerSleeps() {
    if (spinners != null && !spinners.isEmpty()) {
      spinners.stop(machine.nowPs());
    }
  }

  @Override
  final boolean admitsAllReaders() {
    return !readersLeft;
  }

  /** The lock is free, but no task is awake yet to take it. */
  @Override
  final void released() {
    if (spinners == null || spinners.isEmpty()) {
      machine.step(StepKind.GAP, lock.id(), Access.WRITE);
    }
    Task head = waiters.head();
    if (holders.writer() != null && head != null && !head.waitsToWrite) {
      headLost(head);
    }
  }

  @Override
  final void handOver() {
    if (spinners != null && !spinners.isEmpty() && passTo(spinners)) {
      return;
    }
    if (wakesAllReaders && readerIsNext()) {
      letReadersIn();
    } else {
      super.handOver();
    }
  }

  /** A spinner takes the lock before anybody is awake; returns whether one has it alone now. */
  private boolean passTo(Spinners by) {
    if (holders.writer() != null || handoff) {
      return false;
    }
    Task first = by.head();
    while (first != null && (!first.waitsToWrite || holders.isEmpty())) {
      by.remove(first);
      lock.grantSpinner(first);
      if (first.waitsToWrite) {
        headIsPassed();
        return true;
      }
      first = by.head();
    }
    by.behindReaders();
    return false;
  }

  /** The head of the queue is woken all the same, or counted as passed by. */
  private void headIsPassed() {
    Task head = waiters.head();
    if (head != null && head.waitsToWrite) {
      passTo(head);
    } else if (head != null) {
      headLost(head);
    }
  }

  private void letReadersIn() {
    if (holders.writer() != null) {
      return;
    }
    lock.grantReaders(READERS_AT_ONCE);
    readersLeft = readerIsNext();
  }

  private boolean readerIsNext() {
    Task head = waiters.head();
    return head != null && !head.waitsToWrite;
  }

  @Override
  final void passTo(Task writer) {
    if (!writer.blocked()) {
      return;
    }
    if (handoff && spinners != null) {
      // It has been spinning since the lock is kept for it.
      lock.engine.waits.wake(writer, machine.profile().picoseconds(MachineCost.RWSEM_SPIN));
    } else {
      lock.engine.waits.wake(writer);
    }
    // What it does next depends on whether another task is faster.
    writer.pend(StepKind.TASK_RESUME, lock.id(), Access.WRITE);
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
      if (!lock.engine.waits.block(writer, lock, true, killable)) {
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
    long nowPs = machine.nowPs();
    if (!handsOff || !time.isOver(head.queuedPs, nowPs)) {
      return;
    }
    if (++lost > 1) {
      LockReports.bypassed(lock, head, nowPs - head.queuedPs);
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

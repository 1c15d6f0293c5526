// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import org.jspecify.annotations.Nullable;
import org.mmkit.machine.profile.MachineCost;

/**
 * A read-write semaphore in the manner of the kernel's: a queue in order of arrival, which a new
 * reader joins as soon as a task waits; a downgrade without a gap; killable acquisition.
 *
 * <p>A release hands the lock to the writer at the queue's head, or to all readers that lead the
 * queue; a downgrade to the leading readers only. {@link LockPolicy} says how writers may steal it.
 */
public non-sealed class RwSemaphore extends QueuedLock implements RangeLock {

  private @Nullable WriterEnd writerEnd;

  /** What a writer does last, in its task and with the lock still held for writing. */
  public interface WriterEnd {

    /** Before it lets go of the lock. */
    void release();

    /** Before it goes on as a reader. */
    void downgrade();
  }

  /** A free semaphore; {@link Machine#newSemaphore} makes them. */
  protected RwSemaphore(Machine machine, LockClass lockClass, long id) {
    super(machine, lockClass, id);
  }

  @Override
  protected QueueRule queueRule(LockPolicy policy) {
    return policy.rule(this);
  }

  /** Sets what every writer does last; nothing if never set. */
  public void onWriterEnd(WriterEnd action) {
    writerEnd = action;
  }

  /** The rule by which a released lock is passed on. */
  public LockPolicy policy() {
    return machine.options().locks().policy();
  }

  /** Waits for the lock for reading. */
  @Override
  public void downRead() {
    acquire(false, false);
  }

  /** Waits for the lock for reading, unless a fatal signal comes first; returns 0 or -EINTR. */
  @Override
  public int downReadKillable() {
    return acquire(false, true);
  }

  /** Waits for the lock for writing. */
  @Override
  public void downWrite() {
    acquire(true, false);
  }

  /** Waits for the lock for writing, unless a fatal signal comes first; returns 0 or -EINTR. */
  @Override
  public int downWriteKillable() {
    return acquire(true, true);
  }

  /** Takes the lock for reading if that needs no waiting; returns whether it did. */
  @Override
  public boolean tryDownRead() {
    return tryAcquire(false);
  }

  /** Takes the lock for writing if that needs no waiting; returns whether it did. */
  @Override
  public boolean tryDownWrite() {
    return tryAcquire(true);
  }

  /** Releases the lock held for reading, or held after a downgrade. */
  @Override
  public void upRead() {
    release(false);
  }

  /** The same as {@link #upRead}; returns whether a task was waiting for the lock. */
  public boolean upReadFor() {
    return release(false);
  }

  /** Releases the lock held for writing. */
  @Override
  public void upWrite() {
    release(true);
  }

  /** Turns the lock held for writing into one held for reading, without letting go of it. */
  @Override
  public void downgradeWrite() {
    Task task = engine.caller();
    if (task == null) {
      return;
    }
    if (writerEnd != null && holders.writer() == task) {
      writerEnd.downgrade();
    }
    machine.step(StepKind.LOCK_DOWNGRADE, id(), Access.WRITE, MachineCost.RWSEM_DOWNGRADE, 1);
    useLine(task);
    queue.settle();
    if (holders.mode(task) != LockMode.WRITE) {
      throw machine.fatal(
          MachineRule.BAD_DOWNGRADE,
          LockReports.misuse(this, holders, task, "downgrades", "for writing"));
    }
    releaseToReaders(task);
    holders.downgrade(task);
    holders.check(machine, this);
    machine.lockLog().downgraded(this, task, holders.mode(task));
    waiters.stopSpinning();
    queue.admitted(false);
    wakeAfterDowngrade();
  }

  /** A downgrade is a RELEASE for the readers that come in beside the writer. */
  protected void releaseToReaders(Task writer) {
    releaseOrder(writer);
  }

  /** Lets the readers in that can share the lock with the task that has just downgraded it. */
  protected void wakeAfterDowngrade() {
    queue.handOver();
  }

  /** Whether a task waits for the lock. */
  @Override
  public boolean isContended() {
    Task task = engine.caller();
    if (task == null) {
      return false;
    }
    machine.step(StepKind.GAP, id(), Access.WRITE);
    queue.settle();
    boolean contended = !waiters.isEmpty();
    machine.lockLog().asked(task, contended);
    return contended;
  }

  /**
   * Whether the task holds it for writing; true for null, which stands for the time outside runs.
   */
  @Override
  public boolean heldWriteBy(@Nullable Task task) {
    return task == null || holders.writer() == task;
  }

  /** Whether the task holds it for reading or after a downgrade; true for null. */
  public boolean heldReadBy(@Nullable Task task) {
    return task == null || holders.reads(task);
  }

  @Override
  public boolean heldBy(@Nullable Task task) {
    return heldWriteBy(task) || heldReadBy(task);
  }

  /** How the task holds the lock; not at all if there is none. */
  @Override
  public LockMode mode(@Nullable Task task) {
    return holders.mode(task);
  }

  /** Whether a task holds it for writing. */
  @Override
  public boolean isWriteLocked() {
    return holders.writer() != null;
  }

  /** Whether a task holds it. */
  @Override
  public boolean isLocked() {
    return !holders.isEmpty();
  }

  private int acquire(boolean write, boolean killable) {
    Task task = engine.caller();
    if (task == null) {
      return 0;
    }
    step(task, write ? StepKind.LOCK_WRITE : StepKind.LOCK_READ, write);
    if (task.inAtomic()) {
      machine.kernelMode().assertMaySleep("waits for " + label());
    }
    machine.lockDependency().acquiring(task, this);
    long arrivedPs = task.clockPs;
    if (isFreeFor(write)) {
      if (holders.reads(task)) {
        LockReports.recursion(this, task);
      }
      grant(task, write);
      letOthersJoin(write);
    } else if (!queue(task, write, killable)) {
      return -EINTR;
    }
    acquired(task, arrivedPs);
    return 0;
  }

  private boolean tryAcquire(boolean write) {
    Task task = engine.caller();
    if (task == null) {
      return true;
    }
    step(task, write ? StepKind.LOCK_TRY_WRITE : StepKind.LOCK_TRY_READ, write);
    if (!isFreeFor(write)) {
      return false;
    }
    grant(task, write);
    letOthersJoin(write);
    acquired(task, task.clockPs);
    return true;
  }

  /** A reader that took the lock past the queue takes the readers at its head along. */
  private void letOthersJoin(boolean write) {
    Task head = waiters.head();
    if (!write && head != null && !head.waitsToWrite) {
      queue.handOver();
    }
  }

  private void step(Task task, StepKind kind, boolean write) {
    machine.step(kind, id(), write ? Access.WRITE : Access.READ, MachineCost.RWSEM_ACQUIRE, 1);
    useLine(task);
    queue.settle();
  }

  /** The task goes on with the lock, which may be some time after it was granted. */
  private void acquired(Task task, long arrivedPs) {
    task.held.add(this);
    machine.lockLog().acquired(this, task, holders.mode(task), arrivedPs);
  }

  /** Returns whether a task was waiting. */
  private boolean release(boolean write) {
    Task task = engine.caller();
    if (task == null) {
      return false;
    }
    if (write && writerEnd != null && holders.writer() == task) {
      writerEnd.release();
    }
    machine.step(
        StepKind.UNLOCK, id(), write ? Access.WRITE : Access.READ, MachineCost.RWSEM_RELEASE, 1);
    useLine(task);
    queue.settle();
    if (write ? holders.writer() != task : !holders.reads(task)) {
      throw machine.fatal(
          MachineRule.BAD_UNLOCK,
          LockReports.misuse(
              this, holders, task, "releases", write ? "for writing" : "for reading"));
    }
    releaseOrder(task);
    machine.lockLog().released(this, task);
    Task head = waiters.head();
    if (!write && head != null && !head.waitsToWrite && queue.admitsAllReaders()) {
      LockReports.keptOut(this, holders, head);
    }
    holders.remove(task, write);
    task.held.remove(this);
    boolean waited = !waiters.isEmpty();
    if (waited) {
      queue.released();
    }
    queue.handOver();
    mayBePreempted();
    return waited;
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.List;

/**
 * A read-write semaphore in the manner of the kernel's: a queue in order of arrival, which a new
 * reader joins as soon as anybody waits; a downgrade without a gap; killable acquisition.
 *
 * <p>A release hands the lock to the writer at the queue's head, or to all readers that lead the
 * queue; a downgrade to the leading readers only.
 */
public final class RwSemaphore extends Lock {

  /** What a wait that a fatal signal ended returns: {@code -EINTR}. */
  public static final int EINTR = -4;

  private final LockPolicy policy = LockPolicy.FIFO;
  private final Holders holders = new Holders();
  private WriterEnd writerEnd;

  /** What a writer does just before it lets go of the lock. */
  @FunctionalInterface
  public interface WriterEnd {

    /**
     * Called in the writer's task, which still holds the lock for writing.
     *
     * @param downgrades whether it goes on as a reader
     */
    void end(boolean downgrades);
  }

  /** A free semaphore. */
  public RwSemaphore(Machine machine, LockClass lockClass, long id) {
    super(machine, lockClass, id);
  }

  /** Sets what every writer does last; nothing if never set. */
  public void onWriterEnd(WriterEnd action) {
    writerEnd = action;
  }

  private void endWriter(boolean downgrades) {
    if (writerEnd != null && holders.writer() == engine.running) {
      writerEnd.end(downgrades);
    }
  }

  /** Who gets the lock when it is released. */
  public LockPolicy policy() {
    return policy;
  }

  /** Waits for the lock for reading. */
  public void downRead() {
    acquire(false, false);
  }

  /** Waits for the lock for reading, unless a fatal signal comes first; returns 0 or -EINTR. */
  public int downReadKillable() {
    return acquire(false, true);
  }

  /** Waits for the lock for writing. */
  public void downWrite() {
    acquire(true, false);
  }

  /** Waits for the lock for writing, unless a fatal signal comes first; returns 0 or -EINTR. */
  public int downWriteKillable() {
    return acquire(true, true);
  }

  /** Takes the lock for reading if that needs no waiting; returns whether it did. */
  public boolean tryDownRead() {
    return tryAcquire(false);
  }

  /** Takes the lock for writing if that needs no waiting; returns whether it did. */
  public boolean tryDownWrite() {
    return tryAcquire(true);
  }

  /** Releases the lock held for reading, or held after a downgrade. */
  public void upRead() {
    release(false);
  }

  /** Releases the lock held for writing. */
  public void upWrite() {
    release(true);
  }

  /** Turns the lock held for writing into one held for reading, without letting go of it. */
  public void downgradeWrite() {
    if (engine.inert()) {
      return;
    }
    endWriter(true);
    machine.step(StepKind.LOCK_DOWNGRADE, id(), Access.WRITE, Cost.RWSEM_DOWNGRADE, 1);
    Task task = engine.running;
    if (holders.mode(task) != LockMode.WRITE) {
      throw machine.fatal(MachineRule.BAD_DOWNGRADE, misuse(task, "downgrades", "for writing"));
    }
    releaseOrder(task);
    holders.downgrade(task);
    holders.check(machine, this);
    machine.lockLog().downgraded(this, task);
    handOver();
  }

  /**
   * Turns the lock held for reading into one held for writing, as soon as all other readers have
   * let go; nobody new comes in meanwhile. Linux has no such operation, for a good reason: two
   * tasks that ask for it wait for each other.
   */
  public void upgradeRead() {
    if (engine.inert()) {
      return;
    }
    machine.step(StepKind.LOCK_WRITE, id(), Access.WRITE, Cost.RWSEM_ACQUIRE, 1);
    Task task = engine.running;
    if (!holders.reads(task)) {
      throw machine.fatal(MachineRule.BAD_UNLOCK, misuse(task, "upgrades", "for reading"));
    }
    long arrivedPs = task.clockPs;
    machine.lockLog().released(this, task);
    if (holders.readerCount() == 1) {
      upgrade(task);
    } else {
      task.waitsToUpgrade = true;
      waiters.addFirst(task);
      engine.block(this, true, false);
      task.waitsToUpgrade = false;
    }
    machine.lockLog().acquired(this, task, arrivedPs);
  }

  private void upgrade(Task task) {
    holders.remove(task, false);
    grant(task, true);
  }

  /** Whether somebody waits for the lock. */
  public boolean isContended() {
    if (engine.inert()) {
      return false;
    }
    machine.step(StepKind.GAP, id(), Access.WRITE);
    return !waiters.isEmpty();
  }

  /**
   * Whether the task holds it for writing; true for null, which stands for the time outside runs.
   */
  public boolean heldWriteBy(Task task) {
    return task == null || holders.writer() == task;
  }

  /** Whether the task holds it for reading or after a downgrade; true for null. */
  public boolean heldReadBy(Task task) {
    return task == null || holders.reads(task);
  }

  @Override
  public boolean heldBy(Task task) {
    return heldWriteBy(task) || heldReadBy(task);
  }

  /** How the task holds the lock. */
  public LockMode mode(Task task) {
    return holders.mode(task);
  }

  /** Whether anybody holds it. */
  public boolean isLocked() {
    return !holders.isEmpty();
  }

  private int acquire(boolean write, boolean killable) {
    if (engine.inert()) {
      return 0;
    }
    step(write ? StepKind.LOCK_WRITE : StepKind.LOCK_READ, write);
    Task task = engine.running;
    if (task.inAtomic()) {
      machine.assertMaySleep("waits for " + label());
    }
    machine.lockDependency().acquiring(task, this);
    long arrivedPs = task.clockPs;
    if (isFreeFor(write)) {
      if (holders.reads(task)) {
        reportRecursion(task);
      }
      grant(task, write);
    } else {
      if (killable && (task.killed() || signalArrives(task))) {
        return EINTR;
      }
      waiters.add(task);
      if (!engine.block(this, write, killable)) {
        return EINTR;
      }
    }
    acquired(task, arrivedPs);
    return 0;
  }

  /** Whether a fatal signal from outside ends a wait that is about to begin. */
  private boolean signalArrives(Task task) {
    if (machine.choose(ChoiceKind.SIGNAL, 2) == 0) {
      return false;
    }
    task.kill();
    return true;
  }

  private boolean tryAcquire(boolean write) {
    if (engine.inert()) {
      return true;
    }
    step(write ? StepKind.LOCK_TRY_WRITE : StepKind.LOCK_TRY_READ, write);
    if (!isFreeFor(write)) {
      return false;
    }
    Task task = engine.running;
    grant(task, write);
    acquired(task, task.clockPs);
    return true;
  }

  private void step(StepKind kind, boolean write) {
    machine.step(kind, id(), write ? Access.WRITE : Access.READ, Cost.RWSEM_ACQUIRE, 1);
  }

  private void grant(Task task, boolean write) {
    holders.add(task, write);
    holders.check(machine, this);
    acquireOrder(task);
  }

  /** The task goes on with the lock, which may be some time after it was granted. */
  private void acquired(Task task, long arrivedPs) {
    task.held.add(this);
    machine.lockLog().acquired(this, task, arrivedPs);
  }

  private void release(boolean write) {
    if (engine.inert()) {
      return;
    }
    if (write) {
      endWriter(false);
    }
    machine.step(StepKind.UNLOCK, id(), write ? Access.WRITE : Access.READ, Cost.RWSEM_RELEASE, 1);
    Task task = engine.running;
    if (write ? holders.writer() != task : !holders.reads(task)) {
      throw machine.fatal(
          MachineRule.BAD_UNLOCK, misuse(task, "releases", write ? "for writing" : "for reading"));
    }
    releaseOrder(task);
    machine.lockLog().released(this, task);
    holders.remove(task, write);
    task.held.remove(this);
    handOver();
  }

  private boolean isFreeFor(boolean write) {
    return waiters.isEmpty() && (write ? holders.isEmpty() : holders.writer() == null);
  }

  /** Gives the lock to those at the queue's head that can have it together with its holders. */
  private void handOver() {
    while (!waiters.isEmpty() && holders.writer() == null) {
      Task head = waiters.head();
      boolean write = head.waitsToWrite;
      if (head.waitsToUpgrade && holders.readerCount() == 1) {
        upgrade(waiters.removeHead());
        engine.wake(head);
        return;
      }
      if (write && !holders.isEmpty()) {
        return;
      }
      Task task = waiters.removeHead();
      grant(task, write);
      engine.wake(task);
    }
  }

  @Override
  void afterWithdrawal() {
    handOver();
  }

  @Override
  void addBlockers(Task waiter, List<Task> into) {
    holders.addTo(into);
    if (waiter.waitsToUpgrade) {
      into.remove(waiter);
    }
    for (Task ahead = waiters.head(); ahead != waiter; ahead = ahead.nextWaiter) {
      into.add(ahead);
    }
  }

  /** This time it went well, but had a writer come in between, the task would wait for itself. */
  private void reportRecursion(Task task) {
    machine.report(
        MachineRule.RECURSIVE_LOCKING,
        task.label()
            + " takes "
            + label()
            + " for reading while it reads already; with a writer"
            + " waiting in between it would wait for ever");
  }

  private String misuse(Task task, String does, String how) {
    return task.label()
        + " "
        + does
        + " "
        + label()
        + " as if it held it "
        + how
        + ", but it holds it "
        + holders.mode(task).inWords()
        + "; holders: "
        + holders.names();
  }
}

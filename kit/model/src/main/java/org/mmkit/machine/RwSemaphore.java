// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.List;
import org.mmkit.machine.profile.MachineCost;

/**
 * A read-write semaphore in the manner of the kernel's: a queue in order of arrival, which a new
 * reader joins as soon as anybody waits; a downgrade without a gap; killable acquisition.
 *
 * <p>A release hands the lock to the writer at the queue's head, or to all readers that lead the
 * queue; a downgrade to the leading readers only. {@link LockPolicy} says how writers may steal it.
 */
public final class RwSemaphore extends Lock {

  /** What a wait that a fatal signal ended returns: {@code -EINTR}. */
  public static final int EINTR = -4;

  private final LockOptions options;
  private final boolean stealing;
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

  /** Null if nobody can steal the lock. */
  private final Handoff handoff;

  /** Set by a defect: tasks wait, but releases do not know. */
  private boolean waitersForgotten;

  /** A free semaphore. */
  public RwSemaphore(Machine machine, LockClass lockClass, long id) {
    super(machine, lockClass, id);
    this.options = machine.lockOptions();
    this.stealing = options.policy() == LockPolicy.STEALING;
    this.handoff = stealing ? new Handoff(machine, this) : null;
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
    return options.policy();
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

  /** As {@link #upRead}; returns whether somebody was waiting for it. */
  public boolean upReadFor() {
    return release(false);
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
    machine.step(StepKind.LOCK_DOWNGRADE, id(), Access.WRITE, MachineCost.RWSEM_DOWNGRADE, 1);
    Task task = engine.running;
    if (holders.mode(task) != LockMode.WRITE) {
      throw machine.fatal(
          MachineRule.BAD_DOWNGRADE,
          LockReports.misuse(this, holders, task, "downgrades", "for writing"));
    }
    if (options.has(LockDefect.H_03)) {
      releaseWithoutOrder(task);
    } else {
      releaseOrder(task);
    }
    holders.downgrade(task);
    holders.check(machine, this);
    machine.lockLog().downgraded(this, task);
    waiters.stopSpinning();
    wakeReaders();
  }

  /** Lets those in who can share the lock with the task that has just downgraded it. */
  private void wakeReaders() {
    if (options.has(LockDefect.H_05)) {
      grantHeadWriter();
    }
    if (!options.has(LockDefect.H_04)) {
      handOver();
    }
    if (options.has(LockDefect.H_11)) {
      grantHeadWriter();
    }
  }

  private void grantHeadWriter() {
    if (!waiters.isEmpty() && waiters.head().waitsToWrite) {
      Task task = removeHead();
      grant(task, true);
      engine.wake(task);
    }
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
    machine.step(StepKind.LOCK_WRITE, id(), Access.WRITE, MachineCost.RWSEM_ACQUIRE, 1);
    Task task = engine.running;
    if (!holders.reads(task)) {
      throw machine.fatal(
          MachineRule.BAD_UNLOCK,
          LockReports.misuse(this, holders, task, "upgrades", "for reading"));
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
    boolean contended = !waiters.isEmpty();
    machine.lockLog().asked(engine.running, contended);
    return contended;
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

  /** Whether anybody holds it for writing. */
  public boolean isWriteLocked() {
    return holders.writer() != null;
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
        LockReports.recursion(this, task);
      }
      grant(task, write);
    } else if (!queue(task, write, killable)) {
      return EINTR;
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

  /** The slow path; false if a fatal signal ended it. */
  private boolean queue(Task task, boolean write, boolean killable) {
    if (!write && machine.weakMemory() && leavesSlowPathAtOnce(task)) {
      return true;
    }
    if (killable && (task.killed() || signalArrives(task))) {
      return false;
    }
    task.queuedPs = task.clockPs;
    task.spins = write && holders.writer() != null;
    waiters.add(task);
    boolean woken = engine.block(this, write, killable);
    return woken && (!stealing || !write || takeOnceFree(task, killable));
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
    if (options.has(LockDefect.H_01)) {
      grantWithoutOrder(task);
    } else {
      grant(task, false);
    }
    return true;
  }

  /** A writer that was woken, but not handed the lock, takes it unless somebody was faster. */
  private boolean takeOnceFree(Task task, boolean killable) {
    while (!holders.isEmpty()) {
      handoff.headLost(task);
      if (killable && task.killed()) {
        waiters.remove(task);
        afterWithdrawal(true);
        return false;
      }
      if (!engine.block(this, true, killable)) {
        return false;
      }
    }
    removeHead();
    grant(task, true);
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
    machine.step(kind, id(), write ? Access.WRITE : Access.READ, MachineCost.RWSEM_ACQUIRE, 1);
  }

  private void grant(Task task, boolean write) {
    if (!write) {
      waiters.stopSpinning();
    }
    holders.add(task, write);
    holders.check(machine, this);
    acquireOrder(task);
  }

  private void grantWithoutOrder(Task reader) {
    holders.add(reader, false);
    holders.check(machine, this);
    acquireWithoutOrder(reader);
  }

  /** The task goes on with the lock, which may be some time after it was granted. */
  private void acquired(Task task, long arrivedPs) {
    task.held.add(this);
    machine.lockLog().acquired(this, task, arrivedPs);
  }

  /** Returns whether somebody was waiting. */
  private boolean release(boolean write) {
    if (engine.inert()) {
      return false;
    }
    if (write) {
      endWriter(false);
    }
    machine.step(
        StepKind.UNLOCK, id(), write ? Access.WRITE : Access.READ, MachineCost.RWSEM_RELEASE, 1);
    Task task = engine.running;
    if (write ? holders.writer() != task : !holders.reads(task)) {
      throw machine.fatal(
          MachineRule.BAD_UNLOCK,
          LockReports.misuse(
              this, holders, task, "releases", write ? "for writing" : "for reading"));
    }
    releaseOrder(task);
    machine.lockLog().released(this, task);
    if (!write && !waiters.isEmpty() && !waiters.head().waitsToWrite) {
      LockReports.keptOut(this, holders, waiters.head());
    }
    holders.remove(task, write);
    task.held.remove(this);
    boolean waited = !waiters.isEmpty();
    if (stealing && !waiters.isEmpty()) {
      leaveToThieves();
    }
    handOver();
    return waited;
  }

  /** The lock is free, but nobody is awake yet to take it. */
  private void leaveToThieves() {
    machine.step(StepKind.GAP, id(), Access.WRITE);
    if (holders.writer() != null && !waiters.isEmpty() && !waiters.head().waitsToWrite) {
      handoff.headLost(waiters.head());
    }
  }

  private boolean isFreeFor(boolean write) {
    if (!waiters.isEmpty() && !waitersForgotten) {
      return stealing && write && holders.isEmpty() && !handoff.isOn();
    }
    return write ? holders.isEmpty() : holders.writer() == null;
  }

  /** Gives the lock to those at the queue's head that can have it together with its holders. */
  private void handOver() {
    while (!waiters.isEmpty() && holders.writer() == null && !waitersForgotten) {
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
      if (write && stealing) {
        wakeOnce(head);
        return;
      }
      removeHead();
      if (!write && options.has(LockDefect.H_02)) {
        grantWithoutOrder(head);
      } else {
        grant(head, write);
      }
      wakeGranted(head);
    }
  }

  /**
   * A writer that arrived while a writer had the lock has been spinning for it, up to a tick,
   * unless readers came in: it need not be woken.
   */
  private void wakeGranted(Task task) {
    long waitedPs = engine.running == null ? 0 : engine.running.clockPs - task.queuedPs;
    if (task.spins && waitedPs < machine.profile().tickPs()) {
      engine.wake(task, machine.profile().picoseconds(MachineCost.RWSEM_SPIN));
    } else {
      engine.wake(task);
    }
  }

  private void wakeOnce(Task head) {
    if (head.blocked()) {
      engine.wake(head);
      // What it does next depends on who is faster.
      head.pend(StepKind.TASK_RESUME, id(), Access.WRITE);
    }
  }

  private Task removeHead() {
    if (stealing) {
      handoff.headLeft();
    }
    return waiters.removeHead();
  }

  @Override
  void afterWithdrawal(boolean first) {
    if (stealing && first) {
      handoff.headLeft();
    }
    if (options.has(LockDefect.H_09)) {
      waitersForgotten = !waiters.isEmpty();
    }
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
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lock over ranges that a {@link Protocol} carries out. The protocol decides who waits; this
 * keeps account of who holds what, and checks that the protocol excludes whom it has to.
 *
 * <p>A hold begins with a step after the protocol has granted it, and ends with a step before the
 * protocol is told. Both are steps on this lock, so that a search knows that two holds may overlap
 * even where the protocol itself touches nothing that they share.
 */
public final class ProtocolLock extends Lock implements RangeLock {
  private static final String WRITING = "for writing";

  /** What a lock does. */
  public interface Protocol {

    /** Waits for a range; returns 0, or -EINTR without it if it is killable and a signal came. */
    int lock(long start, long end, boolean write, boolean killable);

    /** Takes a range if that needs no waiting; returns whether it did. */
    boolean tryLock(long start, long end, boolean write);

    /** Lets go of a range. */
    void unlock(long start, long end, boolean write);

    /** Turns a range held for writing into one held for reading. */
    void downgrade(long start, long end);

    /** Whether a task waits. */
    boolean isContended();
  }

  private final Protocol protocol;
  private final long start;
  private final long end;
  private final List<RangeHold> holds = new ArrayList<>(2);
  private final RangeRequests requests = new RangeRequests(this);

  /**
   * A free lock.
   *
   * @param protocol what carries it out
   * @param start the first number
   * @param end the first number behind the last
   */
  public ProtocolLock(
      Machine machine, LockClass lockClass, Protocol protocol, long start, long end) {
    super(machine, lockClass, machine.newId());
    this.protocol = protocol;
    this.start = start;
    this.end = end;
  }

  /** What carries it out. */
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public void downRead() {
    acquire(start, end, false, false);
  }

  @Override
  public int downReadKillable() {
    return acquire(start, end, false, true);
  }

  @Override
  public void downWrite() {
    acquire(start, end, true, false);
  }

  @Override
  public int downWriteKillable() {
    return acquire(start, end, true, true);
  }

  @Override
  public void downRead(long from, long to) {
    acquire(from, to, false, false);
  }

  @Override
  public int downReadKillable(long from, long to) {
    return acquire(from, to, false, true);
  }

  @Override
  public void downWrite(long from, long to) {
    acquire(from, to, true, false);
  }

  @Override
  public int downWriteKillable(long from, long to) {
    return acquire(from, to, true, true);
  }

  @Override
  public boolean tryDownRead() {
    return tryAcquire(false);
  }

  @Override
  public boolean tryDownWrite() {
    return tryAcquire(true);
  }

  private int acquire(long from, long to, boolean write, boolean killable) {
    Task task = engine.caller();
    if (task == null) {
      return 0;
    }
    if (from >= to) {
      throw new IllegalArgumentException(
          "a lock of the empty range " + Long.toHexString(from) + "-" + Long.toHexString(to));
    }
    if (task.inAtomic()) {
      machine.kernelMode().assertMaySleep("waits for " + label());
    }
    machine.lockDependency().acquiring(task, this);
    if (held(task) != null) {
      LockReports.recursion(this, task);
    }
    long arrivedPs = task.clockPs;
    RangeHold wanted = new RangeHold(task, from, to, write ? LockMode.WRITE : LockMode.READ);
    requests.add(wanted);
    int result = protocol.lock(from, to, write, killable);
    if (result == 0) {
      begin(wanted, arrivedPs);
    }
    requests.remove(wanted, holds);
    return result;
  }

  private boolean tryAcquire(boolean write) {
    Task task = engine.caller();
    if (task == null) {
      return true;
    }
    RangeHold wanted = new RangeHold(task, start, end, write ? LockMode.WRITE : LockMode.READ);
    requests.add(wanted);
    boolean taken = protocol.tryLock(start, end, write);
    if (taken) {
      begin(wanted, task.clockPs);
    }
    requests.remove(wanted, holds);
    return taken;
  }

  private void begin(RangeHold hold, long arrivedPs) {
    boolean write = hold.writes();
    machine.step(
        write ? StepKind.RANGE_WRITE : StepKind.RANGE_READ,
        id(),
        write ? Access.WRITE : Access.READ);
    Task task = hold.task();
    requireExclusion(hold);
    holds.add(hold);
    task.held.add(this);
    machine.lockLog().acquired(this, task, hold.mode(), arrivedPs);
  }

  private void requireExclusion(RangeHold hold) {
    for (RangeHold other : holds) {
      if (other.excludes(hold)) {
        throw machine.fatal(
            MachineRule.EXCLUSION,
            label() + " does not exclude: " + hold.describe() + ", and " + other.describe());
      }
    }
  }

  @Override
  public void upRead() {
    release(false);
  }

  @Override
  public void upWrite() {
    release(true);
  }

  private void release(boolean write) {
    Task task = engine.caller();
    if (task == null) {
      return;
    }
    machine.step(StepKind.UNLOCK, id(), write ? Access.WRITE : Access.READ);
    RangeHold hold = held(task);
    if (hold == null || hold.writes() != write) {
      throw machine.fatal(
          MachineRule.BAD_UNLOCK,
          LockReports.misuse(this, holds, task, "releases", write ? WRITING : "for reading"));
    }
    machine.lockLog().released(this, task);
    holds.remove(hold);
    task.held.remove(this);
    requests.leaves();
    protocol.unlock(hold.start(), hold.end(), write);
    requests.hasLeft(holds);
    mayBePreempted();
  }

  @Override
  public void downgradeWrite() {
    Task task = engine.caller();
    if (task == null) {
      return;
    }
    machine.step(StepKind.LOCK_DOWNGRADE, id(), Access.WRITE);
    RangeHold hold = held(task);
    if (hold == null || !hold.writes()) {
      throw machine.fatal(
          MachineRule.BAD_DOWNGRADE, LockReports.misuse(this, holds, task, "downgrades", WRITING));
    }
    holds.remove(hold);
    holds.add(hold.downgraded());
    machine.lockLog().downgraded(this, task, LockMode.DOWNGRADED);
    requests.leaves();
    protocol.downgrade(hold.start(), hold.end());
    requests.hasLeft(holds);
  }

  @Override
  public boolean isContended() {
    return engine.caller() != null && protocol.isContended();
  }

  private @Nullable RangeHold held(@Nullable Task task) {
    for (int i = 0; i < holds.size(); i++) {
      if (holds.get(i).task() == task) {
        return holds.get(i);
      }
    }
    return null;
  }

  /** What the task holds, as messages say it: nothing if it holds none of it. */
  public String rangeOf(@Nullable Task task) {
    RangeHold hold = held(task);
    return hold == null ? "" : " on " + hold.range();
  }

  @Override
  public LockMode mode(@Nullable Task task) {
    RangeHold hold = held(task);
    return hold == null ? LockMode.NONE : hold.mode();
  }

  @Override
  public LockMode mode(@Nullable Task task, long from, long to) {
    RangeHold hold = held(task);
    if (hold == null) {
      return LockMode.NONE;
    }
    if (hold.covers(from, to) || hold.covers(start, end)) {
      return hold.mode();
    }
    return hold.overlaps(from, to) ? LockMode.READ : LockMode.NONE;
  }

  @Override
  public boolean isHeldWhole(@Nullable Task task) {
    RangeHold hold = held(task);
    return hold != null && hold.covers(start, end);
  }

  @Override
  public boolean heldBy(@Nullable Task task) {
    return task == null || held(task) != null;
  }

  @Override
  public boolean heldWriteBy(@Nullable Task task) {
    return task == null || mode(task) == LockMode.WRITE;
  }

  @Override
  public boolean isWriteLocked() {
    return holds.stream().anyMatch(RangeHold::writes);
  }

  @Override
  public boolean isLocked() {
    return !holds.isEmpty();
  }
}

// SPDX-License-Identifier: Apache-2.0
package student;

import org.mmkit.unmap.KernelLocks;
import org.mmkit.unmap.LockRange;
import org.mmkit.unmap.SpeculativeFault;

/**
 * A lock of the whole address space, beside which faults are served that take no lock: it counts
 * its writers, and a fault whose count has moved begins anew under the lock.
 *
 * <p>After the speculative page faults of 2021, which had one sequence count for each mm.
 */
public class CountedLock extends RangeLock {
  protected final KernelLocks.SequenceCount sequence;

  /** A free lock. */
  public CountedLock(KernelLocks locks) {
    super(locks);
    sequence = locks.newSequenceCount("mm->mmap_seq");
  }

  /** Whatever their ranges are: one writer, or readers. */
  @Override
  protected boolean excludes(LockRange one, LockRange other) {
    return one.write() || other.write();
  }

  @Override
  public boolean speculate(SpeculativeFault fault) {
    long begin = sequence.read();
    if (begin % 2 != 0 || !fault.findVma() || !fault.lockTable()) {
      return false;
    }
    // A writer that comes from here on has to wait for the table before it can zap.
    boolean unchanged = sequence.read() == begin;
    if (unchanged) {
      fault.map();
    }
    fault.unlockTable();
    return unchanged;
  }

  /** What a writer does first: from here on no fault relies on what it has found. */
  protected void writeBegin() {
    sequence.writeBegin();
  }

  /** What a writer does last. */
  protected void writeEnd() {
    sequence.writeEnd();
  }

  @Override
  public int lock(LockRange range, boolean killable) {
    int error = super.lock(range, killable);
    if (error == 0 && range.write()) {
      writeBegin();
    }
    return error;
  }

  @Override
  public boolean tryLock(LockRange range) {
    boolean taken = super.tryLock(range);
    if (taken && range.write()) {
      writeBegin();
    }
    return taken;
  }

  @Override
  public void downgrade(LockRange range) {
    writeEnd();
    super.downgrade(range);
  }

  @Override
  public void unlock(LockRange range) {
    if (range.write()) {
      writeEnd();
    }
    super.unlock(range);
  }
}

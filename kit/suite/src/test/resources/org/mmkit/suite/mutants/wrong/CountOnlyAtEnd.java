// SPDX-License-Identifier: Apache-2.0
// explore/s89-move: a writer behind whom somebody waits moves the count at its end alone
package wrong;

import java.util.*;
import org.mmkit.unmap.*;

/** The munmap of Linux 4.20, beside faults that take no lock. */
@Strategy(
    id = "w69",
    title = "faults take no lock",
    source = "after the speculative page faults posted in 2021",
    claims = Claim.ATOMIC)
public class CountOnlyAtEnd implements UnmapStrategy {

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard.withLockProtocol(CountedLock::new);
  }

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    if (kernel.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    VmaRange vmas = kernel.lookupAndSplit(start, length);
    error = vmas.error() != 0 ? vmas.error() : kernel.userfaultfd().prep(vmas);
    if (error != 0 || vmas.isEmpty()) {
      kernel.mmapSem().upWrite();
      return error;
    }
    kernel.munlock(vmas);
    kernel.detach(vmas);
    kernel.archUnmap(vmas);
    kernel.mmapSem().downgradeWrite();
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    kernel.mmapSem().upRead();
    kernel.userfaultfd().complete();
    return 0;
  }

/**
 * A lock of ranges: tasks wait for each other only where their ranges overlap and one of them
 * writes. A list in order of arrival stands for the interval tree, and a spin lock guards it. A
 * request counts the earlier ones that it has to wait for, so that none is passed by.
 *
 * <p>After the range locks proposed for mmap_sem in 2017 and 2018.
 */
static class RangeLock implements LockProtocol {
  private final KernelLocks.SpinLock lock;
  private final List<Request> requests = new ArrayList<>();

  /** A range that a task has, or waits for. */
  private static final class Request {
    private LockRange range;
    private final KernelLocks.WaitQueue queue;
    private int blockers;

    Request(LockRange range, KernelLocks.WaitQueue queue) {
      this.range = range;
      this.queue = queue;
    }
  }

  /** A free lock. */
  RangeLock(KernelLocks locks) {
    lock = locks.newSpinLock("range_lock_tree->lock");
  }

  /** Whether one of the two has to wait until the other is done. */
  protected boolean excludes(LockRange one, LockRange other) {
    return one.overlaps(other) && (one.write() || other.write());
  }

  @Override
  public int lock(LockRange range, boolean killable) {
    lock.lock();
    Request mine = new Request(range, lock.newWaitQueue("a range"));
    mine.blockers = blockers(range);
    requests.add(mine);
    int error = 0;
    while (mine.blockers > 0 && error == 0) {
      if (killable) {
        error = mine.queue.sleepKillable();
      } else {
        mine.queue.sleep();
      }
    }
    if (error != 0) {
      remove(mine);
    }
    lock.unlock();
    return error;
  }

  @Override
  public boolean tryLock(LockRange range) {
    lock.lock();
    boolean free = blockers(range) == 0;
    if (free) {
      requests.add(new Request(range, lock.newWaitQueue("a range")));
    }
    lock.unlock();
    return free;
  }

  private int blockers(LockRange range) {
    int count = 0;
    for (Request earlier : requests) {
      count += excludes(earlier.range, range) ? 1 : 0;
    }
    return count;
  }

  @Override
  public void unlock(LockRange range) {
    lock.lock();
    remove(holder(range));
    lock.unlock();
  }

  @Override
  public void downgrade(LockRange range) {
    lock.lock();
    Request mine = holder(range);
    mine.range = range.downgraded();
    unblockBehind(mine, range, mine.range);
    lock.unlock();
  }

  @Override
  public boolean isContended() {
    lock.lock();
    boolean contended = requests.stream().anyMatch(request -> request.blockers > 0);
    lock.unlock();
    return contended;
  }

  private Request holder(LockRange range) {
    for (Request request : requests) {
      if (request.blockers == 0 && request.range.equals(range)) {
        return request;
      }
    }
    throw new IllegalStateException("nobody holds " + range);
  }

  private void remove(Request gone) {
    unblockBehind(gone, gone.range, null);
    requests.remove(gone);
  }

  /** Those that came later wait no more for what a request lets go of. */
  private void unblockBehind(Request request, LockRange before, LockRange after) {
    for (int i = requests.indexOf(request) + 1; i < requests.size(); i++) {
      Request later = requests.get(i);
      boolean blocked = excludes(before, later.range);
      if (blocked && (after == null || !excludes(after, later.range)) && --later.blockers == 0) {
        later.queue.wakeOne();
      }
    }
  }
}

/**
 * A lock of the whole address space, beside which faults are served that take no lock: it counts
 * its writers, and a fault whose count has moved begins anew under the lock.
 *
 * <p>After the speculative page faults of 2021, which had one sequence count for each mm.
 */
static class CountedLock extends RangeLock {
  protected final KernelLocks.SequenceCount sequence;

  /** A free lock. */
  CountedLock(KernelLocks locks) {
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
    if (sequence.read() % 2 != 0) {
      sequence.writeEnd();
    } else {
      sequence.writeBegin();
      sequence.writeEnd();
    }
  }

  @Override
  public int lock(LockRange range, boolean killable) {
    int error = super.lock(range, killable);
    if (error == 0 && range.write() && !isContended()) {
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
}

// SPDX-License-Identifier: Apache-2.0
package student;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.unmap.KernelLocks;
import org.mmkit.unmap.LockProtocol;
import org.mmkit.unmap.LockRange;

/**
 * A lock of ranges: tasks wait for each other only where their ranges overlap and one of them
 * writes. A list in order of arrival stands for the interval tree, and a spin lock guards it. A
 * request counts the earlier ones that it has to wait for, so that none is passed by.
 *
 * <p>After the range locks proposed for mmap_sem in 2017 and 2018.
 */
public class RangeLock implements LockProtocol {
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
  public RangeLock(KernelLocks locks) {
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

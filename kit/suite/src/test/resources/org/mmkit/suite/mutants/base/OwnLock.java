// SPDX-License-Identifier: Apache-2.0
// base: a fair lock of its own in place of mmap_sem
package base;

import java.util.*;
import org.mmkit.unmap.*;

public class OwnLock implements UnmapStrategy {
  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    if (kernel.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    int result = doMunmap(kernel, start, length);
    if (result == 1) {
      kernel.mmapSem().upRead();
      result = 0;
    } else {
      kernel.mmapSem().upWrite();
    }
    kernel.userfaultfd().complete();
    return result;
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard
        .withLockProtocol(Own::new)
        .withBrkShrink(OwnLock::doMunmap)
        .withMremapShrink(OwnLock::doMunmap);
  }

  static int doMunmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    VmaRange vmas = kernel.lookupAndSplit(start, length);
    error = vmas.error() != 0 ? vmas.error() : kernel.userfaultfd().prep(vmas);
    if (error != 0 || vmas.isEmpty()) {
      return error;
    }
    kernel.munlock(vmas);
    kernel.detach(vmas);
    kernel.archUnmap(vmas);
    boolean downgrade = !kernel.isNextToGrowsdown(vmas);
    if (downgrade) {
      kernel.mmapSem().downgradeWrite();
    }
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    return downgrade ? 1 : 0;
  }

  static class Own implements LockProtocol {
    private static final class Waiter {
      final boolean write;
      final KernelLocks.WaitQueue queue;
      boolean granted;

      Waiter(boolean write, KernelLocks.WaitQueue queue) {
        this.write = write;
        this.queue = queue;
      }
    }

    private final KernelLocks.SpinLock spin;
    private final List<Waiter> waiters = new ArrayList<>();
    private boolean writer;
    private int readers;

    Own(KernelLocks locks) {
      spin = locks.newSpinLock("own->lock");
    }

    private boolean isFree(boolean write) {
      return !writer && (!write || readers == 0);
    }

    private void take(boolean write) {
      if (write) {
        writer = true;
      } else {
        readers++;
      }
    }

    private void grant() {
      while (!waiters.isEmpty() && isFree(waiters.get(0).write)) {
        Waiter next = waiters.remove(0);
        take(next.write);
        next.granted = true;
        next.queue.wakeOne();
      }
    }

    @Override
    public int lock(LockRange range, boolean killable) {
      spin.lock();
      int error = 0;
      if (waiters.isEmpty() && isFree(range.write())) {
        take(range.write());
      } else {
        Waiter me = new Waiter(range.write(), spin.newWaitQueue("the lock"));
        waiters.add(me);
        while (!me.granted && error == 0) {
          if (killable) {
            error = me.queue.sleepKillable();
          } else {
            me.queue.sleep();
          }
        }
        if (me.granted) {
          error = 0;
        } else {
          waiters.remove(me);
          grant();
        }
      }
      spin.unlock();
      return error;
    }

    @Override
    public boolean tryLock(LockRange range) {
      spin.lock();
      boolean free = waiters.isEmpty() && isFree(range.write());
      if (free) {
        take(range.write());
      }
      spin.unlock();
      return free;
    }

    @Override
    public void unlock(LockRange range) {
      spin.lock();
      if (range.write()) {
        writer = false;
      } else {
        readers--;
      }
      grant();
      spin.unlock();
    }

    @Override
    public void downgrade(LockRange range) {
      spin.lock();
      writer = false;
      readers = 1;
      grant();
      spin.unlock();
    }

    @Override
    public boolean isContended() {
      spin.lock();
      boolean contended = !waiters.isEmpty();
      spin.unlock();
      return contended;
    }
  }
}

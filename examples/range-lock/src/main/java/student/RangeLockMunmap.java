// SPDX-License-Identifier: Apache-2.0
package student;

import java.util.List;
import org.mmkit.unmap.Claim;
import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.Errno;
import org.mmkit.unmap.LockRange;
import org.mmkit.unmap.MmapSem;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.Vma;
import org.mmkit.unmap.VmaRange;

/**
 * munmap(2) under a lock of ranges: it holds for writing what it changes, and nothing else. Faults
 * in other mappings run beside it, and so does a munmap far enough away.
 */
@Strategy(
    id = "range-lock",
    title = "munmap holds its own range",
    source = "after the range locks proposed for mmap_sem, 2017 to 2020",
    claims = Claim.ATOMIC)
public class RangeLockMunmap implements UnmapStrategy {
  private static final long PAGE = 4096;

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard.withLockProtocol(RangeLock::new);
  }

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    error = lock(kernel, start, length);
    if (error != 0) {
      return error;
    }
    error = locked(kernel, start, length);
    kernel.mmapSem().upWrite();
    if (error == 0) {
      kernel.userfaultfd().complete();
    }
    return error;
  }

  /** Takes what the munmap will change; looked up before, it may be another range by then. */
  protected int lock(UnmapContext kernel, long start, long length) {
    MmapSem mmapSem = kernel.mmapSem();
    long end = start + kernel.pageAlign(length);
    mmapSem.downRead(start, end);
    LockRange range = affected(kernel, start, length);
    mmapSem.upRead();
    while (true) {
      if (mmapSem.downWriteKillable(range.start(), range.end()) != 0) {
        return -Errno.EINTR;
      }
      LockRange now = affected(kernel, start, length);
      if (now.equals(range)) {
        return 0;
      }
      mmapSem.upWrite();
      range = now;
    }
  }

  /**
   * The mappings that the range cuts are changed as a whole. Page tables are freed as far as the
   * neighbours, which must stay: a page of each is held.
   */
  protected LockRange affected(UnmapContext kernel, long start, long length) {
    long end = start + kernel.pageAlign(length);
    List<Vma> vmas = kernel.vmas().lookup(start, length).vmas();
    if (vmas.isEmpty()) {
      return new LockRange(start, end, true);
    }
    Vma below = kernel.vmas().prev(vmas.get(0).start());
    long from = below == null ? 0 : below.end() - PAGE;
    Vma above = kernel.vmas().next(vmas.get(vmas.size() - 1));
    long to = above == null ? Long.MAX_VALUE : above.start() + PAGE;
    return new LockRange(from, to, true);
  }

  private int locked(UnmapContext kernel, long start, long length) {
    VmaRange vmas = kernel.lookupAndSplit(start, length);
    if (vmas.error() != 0 || vmas.isEmpty()) {
      return vmas.error();
    }
    int error = kernel.userfaultfd().prep(vmas);
    if (error != 0) {
      return error;
    }
    kernel.munlock(vmas);
    kernel.detach(vmas);
    kernel.archUnmap(vmas);
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    return 0;
  }
}

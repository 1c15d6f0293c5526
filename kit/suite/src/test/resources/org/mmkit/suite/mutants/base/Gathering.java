// SPDX-License-Identifier: Apache-2.0
// base: VMAs with locks are gathered in a side tree, also for what a mapping replaces
package base;

import java.util.*;
import org.mmkit.unmap.*;

@Strategy(
    id = "gathering",
    era = Era.PER_VMA_LOCK,
    claims = {Claim.DOWNGRADES, Claim.ATOMIC})
public class Gathering implements UnmapStrategy {
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
        .withStackGrowthUnderWriteLock()
        .withFileFaultsUnderVmaLock()
        .withBrkShrink(Gathering::doMunmap)
        .withMremapShrink(Gathering::doMunmap)
        .withReplacement(Fixed::new);
  }

  static int doMunmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    Vms vms = new Vms(kernel, start, start + kernel.pageAlign(length));
    error = vms.gather();
    if (error != 0 || vms.isEmpty()) {
      return error;
    }
    error = vms.iterClearGfp();
    if (error != 0) {
      vms.reattach();
      return error;
    }
    vms.subtractLockedVm();
    kernel.mmapSem().downgradeWrite();
    vms.clearPtes();
    vms.remove();
    return 1;
  }

  static class Vms {
    final UnmapContext kernel;
    final long start;
    final long end;
    final MtDetach detached;
    int count;
    long pages;
    long floor;
    long ceiling;

    Vms(UnmapContext kernel, long start, long end) {
      this.kernel = kernel;
      this.start = start;
      this.end = end;
      this.detached = kernel.vmas().mtDetach(start, end);
    }

    boolean isEmpty() {
      return count == 0;
    }

    long pages() {
      return pages;
    }

    int gather() {
      Vma first = kernel.vmas().findVma(start);
      if (first == null || first.start() >= end) {
        return 0;
      }
      int error = splitFirst(first);
      if (error == 0) {
        Vma previous = kernel.vmas().prev(first.start());
        floor = previous == null ? 0 : previous.end();
        error = collect(first);
      }
      if (error == 0) {
        error = kernel.userfaultfd().prep(detached.vmas());
      }
      if (error != 0) {
        reattach();
      }
      return error;
    }

    int splitFirst(Vma first) {
      if (start <= first.start()) {
        return 0;
      }
      if (end < first.end() && kernel.vmas().mapCount() >= kernel.vmas().maxMapCount()) {
        return -Errno.ENOMEM;
      }
      return first.isSealed() ? -Errno.EPERM : kernel.vmas().splitBelow(first, start);
    }

    int collect(Vma first) {
      Vma vma = first;
      while (vma != null && vma.start() < end) {
        int error = vma.isSealed() ? -Errno.EPERM : 0;
        if (error == 0 && vma.end() > end) {
          error = kernel.vmas().splitAbove(vma, end);
        }
        if (error == 0) {
          kernel.vmas().startWrite(vma);
          error = detached.store(count, vma);
        }
        if (error != 0) {
          return error;
        }
        count++;
        kernel.vmas().markDetached(vma);
        pages += (vma.end() - vma.start()) / kernel.pageAlign(1);
        vma = kernel.vmas().next(vma);
      }
      ceiling = vma == null ? 0 : vma.start();
      return 0;
    }

    void reattach() {
      for (Vma vma : detached.vmas().vmas()) {
        kernel.vmas().markAttached(vma);
      }
      count = 0;
    }

    int iterClearGfp() {
      return kernel.vmas().iterClearGfp(detached.vmas());
    }

    void subtractLockedVm() {
      kernel.vmas().subtractLockedVm(detached.vmas());
    }

    void clearPtes() {
      MmuGather gather = kernel.tlbGather();
      gather.unmapVmas(detached.vmas());
      gather.freePgtables(detached.vmas(), floor, ceiling);
      gather.finish();
    }

    void remove() {
      kernel.removeVmaList(detached.vmas());
    }
  }

  static class Fixed implements Replacement {
    final Vms vms;

    Fixed(UnmapContext kernel, long start, long length) {
      this.vms = new Vms(kernel, start, start + length);
    }

    @Override
    public int gather() {
      return vms.gather();
    }

    @Override
    public long pages() {
      return vms.pages();
    }

    @Override
    public void cleanUp() {
      vms.clearPtes();
    }

    @Override
    public void complete() {
      vms.subtractLockedVm();
      vms.remove();
    }

    @Override
    public void abort() {
      vms.reattach();
    }
  }
}

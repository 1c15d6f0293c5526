// SPDX-License-Identifier: Apache-2.0
// explore/s68-replace: all processes share what a replacement has collected
package wrong;
import org.mmkit.unmap.*;
import java.util.*;

@Strategy(id = "h07-replacementshared", era = Era.PER_VMA_LOCK, claims = {Claim.DOWNGRADES, Claim.ATOMIC})
public class ReplacementShared implements UnmapStrategy {
  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    return run(kernel, start, length);
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard
        .withStackGrowthUnderWriteLock()
        .withFileFaultsUnderVmaLock()
        .withBrkShrink(ReplacementShared::doMunmap)
        .withMremapShrink(ReplacementShared::doMunmap)
        .withReplacement(FixedReplacement::new);
  }

  /** {@code do_vmi_align_munmap}: 1 if mmap_lock is held for reading now, else 0 or an errno. */
  private static int doMunmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    GatheredVmas vms = new GatheredVmas(kernel, start, start + kernel.pageAlign(length));
    error = vms.gather();
    if (error != 0 || vms.isEmpty()) {
      return error;
    }
    error = vms.iterClearGfp();
    if (error != 0) {
      vms.reattach();
      return error;
    }
    // The point of no return.
    vms.subtractLockedVm();
    kernel.mmapSem().downgradeWrite();
    vms.clearPtes();
    vms.remove();
    return 1;
  }

  private static int run(UnmapContext kernel, long start, long length) {
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
/** What is known of a range that is being unmapped ({@code struct vma_munmap_struct}). */
static final class GatheredVmas {
  private final UnmapContext kernel;
  private final long start;
  private final long end;
  private final MtDetach detached;
  private int count;
  private long pages;

  /** Between these, page tables belong to no other VMA. */
  private long unmapStart;

  private long unmapEnd;

  GatheredVmas(UnmapContext kernel, long start, long end) {
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

  /** {@code vms_gather_munmap_vmas}: 0, or an errno with every VMA where it was. */
  int gather() {
    Vma first = kernel.vmas().findVma(start);
    if (first == null || first.start() >= end) {
      return 0;
    }
    int error = splitFirst(first);
    if (error == 0) {
      Vma previous = kernel.vmas().prev(first.start());
      unmapStart = previous == null ? 0 : previous.end();
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

  private int splitFirst(Vma first) {
    if (start <= first.start()) {
      return 0;
    }
    if (end < first.end() && kernel.vmas().mapCount() >= kernel.vmas().maxMapCount()) {
      return -Errno.ENOMEM;
    }
    return first.isSealed() ? -Errno.EPERM : kernel.vmas().splitBelow(first, start);
  }

  private int collect(Vma first) {
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
    unmapEnd = vma == null ? 0 : vma.start();
    return 0;
  }

  /** {@code reattach_vmas}. */
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

  /** {@code vms_clear_ptes}. */
  void clearPtes() {
    MmuGather gather = kernel.tlbGather();
    gather.unmapVmas(detached.vmas());
    gather.freePgtables(detached.vmas(), unmapStart, unmapEnd);
    gather.finish();
  }

  void remove() {
    kernel.removeVmaList(detached.vmas());
  }
}
/** What {@code mmap_region} of Linux 6.12 does with the VMAs in its way. */
static final class FixedReplacement implements Replacement {
  private static GatheredVmas vms;

  FixedReplacement(UnmapContext kernel, long start, long length) {
    vms = new GatheredVmas(kernel, start, start + length);
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

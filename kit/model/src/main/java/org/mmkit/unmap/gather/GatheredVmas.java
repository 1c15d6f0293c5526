// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.gather;

import org.mmkit.unmap.Errno;
import org.mmkit.unmap.MmuGather;
import org.mmkit.unmap.MtDetach;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.Vma;

/** What is known of a range that is being unmapped ({@code struct vma_munmap_struct}). */
final class GatheredVmas {
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

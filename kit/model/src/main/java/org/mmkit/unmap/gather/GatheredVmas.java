// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.gather;

import org.mmkit.unmap.Errors;
import org.mmkit.unmap.MmuGather;
import org.mmkit.unmap.SideTree;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.Vma;

/** What is known of a range that is being unmapped ({@code struct vma_munmap_struct}). */
final class GatheredVmas {
  private final UnmapContext kernel;
  private final long start;
  private final long end;
  private final SideTree detached;
  private int count;
  private long pages;

  /** Between these, page tables belong to nobody else. */
  private long unmapStart;

  private long unmapEnd;

  GatheredVmas(UnmapContext kernel, long start, long end) {
    this.kernel = kernel;
    this.start = start;
    this.end = end;
    this.detached = kernel.sideTree(start, end);
  }

  boolean isEmpty() {
    return count == 0;
  }

  long pages() {
    return pages;
  }

  /** {@code vms_gather_munmap_vmas}: 0, or an errno with every VMA where it was. */
  int gather() {
    Vma first = kernel.findVma(start);
    if (first == null || first.start() >= end) {
      return 0;
    }
    int error = splitFirst(first);
    if (error == 0) {
      Vma previous = kernel.previousVma(first.start());
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
    if (end < first.end() && kernel.mapCount() >= kernel.maxMapCount()) {
      return -Errors.ENOMEM;
    }
    return first.isSealed() ? -Errors.EPERM : kernel.splitVma(first, start, true);
  }

  private int collect(Vma first) {
    Vma vma = first;
    while (vma != null && vma.start() < end) {
      int error = vma.isSealed() ? -Errors.EPERM : 0;
      if (error == 0 && vma.end() > end) {
        error = kernel.splitVma(vma, end, false);
      }
      if (error == 0) {
        kernel.startWrite(vma);
        error = detached.store(count, vma);
      }
      if (error != 0) {
        return error;
      }
      count++;
      kernel.markDetached(vma, true);
      pages += (vma.end() - vma.start()) / kernel.pageAlign(1);
      vma = kernel.nextVma(vma);
    }
    unmapEnd = vma == null ? 0 : vma.start();
    return 0;
  }

  /** {@code reattach_vmas}. */
  void reattach() {
    for (Vma vma : detached.vmas().vmas()) {
      kernel.markDetached(vma, false);
    }
    count = 0;
  }

  int clearTree() {
    return kernel.clearTree(detached.vmas());
  }

  /** The VMAs stay in the tree until a new one is stored over them. */
  void takeOver() {
    kernel.takeOver(detached.vmas());
  }

  void uncountLocked() {
    kernel.uncountLocked(detached.vmas());
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

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.Access;
import org.mmkit.machine.RwSemaphore;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Signal;
import org.mmkit.mm.uapi.VmFlags;

/**
 * A fault in a hugetlb mapping: the whole huge page at once ({@code hugetlb_fault}). One lock
 * stands for the kernel's fault mutex and the page table's lock, so that of two tasks which fault
 * on a page only one takes it from the pool.
 */
public final class HugetlbFault {
  private final TaskStruct task;
  private final Kernel kernel;
  private final PageFrames frames;

  public HugetlbFault(TaskStruct task) {
    this.task = task;
    this.kernel = task.kernel();
    this.frames = kernel.frames();
  }

  Signal handle(VmArea vma, long address, boolean write) {
    if (!HugeMapping.of(vma).isShared()) {
      return locked(vma, address, write);
    }
    // No page of the file goes while it is being mapped.
    RwSemaphore invalidate = vma.inode().cache().invalidateLock();
    invalidate.downRead();
    Signal signal = locked(vma, address, write);
    invalidate.upRead();
    return signal;
  }

  private Signal locked(VmArea vma, long address, boolean write) {
    MmStruct mm = vma.mm();
    long base = address & -Addr.PMD_SIZE;
    HugetlbSharing.of(vma).join(address);
    HugetlbSharing.of(vma).lock();
    task.machine().step(StepKind.PTE_READ, mm.id(), Access.READ);
    Signal signal =
        mm.pageTables().pmd(base) instanceof HugePmd huge
            ? present(vma, huge, write)
            : missing(vma, base);
    HugetlbSharing.of(vma).unlock();
    return signal;
  }

  private Signal missing(VmArea vma, long base) {
    boolean monitored = vma.has(VmFlags.VM_UFFD_MISSING);
    boolean cached = vma.inode().cache().cached(vma.pgoffOf(base)) >= 0;
    if (monitored && !(HugeMapping.of(vma).isShared() && cached)) {
      return Signal.MISSING;
    }
    return map(vma, base) < 0 ? Signal.BUS_ADRERR : Signal.NONE;
  }

  /**
   * Maps a page where there is none, under the lock; returns the frame, or -1 if the pool is empty.
   */
  public int map(VmArea vma, long base) {
    int frame = page(vma, vma.pgoffOf(base));
    if (frame >= 0) {
      MapRules.requireMappable(vma, base);
      frames.addMapping(frame);
      vma.mm().pageTables().setHuge(base, new HugePmd(base, entry(vma, frame)));
    }
    return frame;
  }

  /** A page with a reference for its mapping: the shared file's, or a new one. */
  private int page(VmArea vma, long pgoff) {
    HugeMapping mapping = HugeMapping.of(vma);
    Inode inode = vma.inode();
    int cached = mapping.isShared() ? inode.cache().cached(pgoff) : -1;
    if (cached < 0) {
      if (!mapping.takePage(pgoff)) {
        return -1;
      }
      int fresh = frames.alloc(task.cpu(), PageFrames.HUGE);
      if (!mapping.isShared()) {
        return fresh;
      }
      inode.cache().add(pgoff, fresh);
      cached = fresh;
    }
    frames.get(cached);
    return cached;
  }

  private static long entry(VmArea vma, int frame) {
    return Pte.of(frame, Pte.protection(vma.flags()) | Pte.stored(vma.flags()));
  }

  private Signal present(VmArea vma, HugePmd huge, boolean write) {
    if (!write || Pte.isWritable(huge.pte())) {
      return Signal.NONE;
    }
    int old = Pte.frame(huge.pte());
    if (HugeMapping.of(vma).isShared() || frames.mapcount(old) == 1) {
      huge.setPte(huge.pte() | Pte.stored(vma.flags()));
      return Signal.NONE;
    }
    return copyOnWrite(vma, huge, old, Pte.stored(vma.flags()));
  }

  /** Copies a private page that a fork shares, if it still does, for a pin that reads it. */
  Signal unshare(VmArea vma, long address) {
    MmStruct mm = vma.mm();
    HugetlbSharing.of(vma).lock();
    task.machine().step(StepKind.PTE_READ, mm.id(), Access.READ);
    Signal signal = Signal.NONE;
    if (mm.pageTables().pmd(address & -Addr.PMD_SIZE) instanceof HugePmd huge) {
      int old = Pte.frame(huge.pte());
      signal = frames.mapcount(old) > 1 ? copyOnWrite(vma, huge, old, 0) : signal;
    }
    HugetlbSharing.of(vma).unlock();
    return signal;
  }

  /** Clears, flushes everywhere, then maps the copy: no CPU may keep reading the old page. */
  private Signal copyOnWrite(VmArea vma, HugePmd huge, int old, long bits) {
    MmStruct mm = vma.mm();
    if (!HugeMapping.of(vma).takePage(vma.pgoffOf(huge.base))) {
      HugeMapping.of(vma).noteCopyRefused();
      return Signal.BUS_ADRERR;
    }
    int fresh = frames.alloc(task.cpu(), PageFrames.HUGE);
    task.machine().charge(MmCost.COPY_PAGE, PteTable.ENTRIES);
    frames.copy(old, fresh);
    MapRules.requireMappable(vma, huge.base);
    mm.notifiers().start(huge.base, huge.base + Addr.PMD_SIZE);
    task.machine().step(StepKind.PTE_WRITE, mm.id(), Access.WRITE);
    mm.flushes().begin();
    huge.setPte(Pte.NONE);
    kernel.tlbs().flush(mm, huge.base, huge.base + Addr.PMD_SIZE, false);
    mm.flushes().end();
    frames.removeMapping(old);
    frames.addMapping(fresh);
    task.machine().step(StepKind.PTE_WRITE, mm.id(), Access.WRITE);
    huge.setPte(Pte.of(fresh, Pte.protection(vma.flags()) | bits));
    mm.notifiers().end();
    frames.put(task.cpu(), old);
    return Signal.NONE;
  }
}

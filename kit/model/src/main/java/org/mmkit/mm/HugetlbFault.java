// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

/** A fault in a hugetlb mapping: the whole huge page at once ({@code hugetlb_fault}). */
final class HugetlbFault {
  private final TaskStruct task;
  private final Kernel kernel;

  HugetlbFault(TaskStruct task) {
    this.task = task;
    this.kernel = task.kernel();
  }

  Signal handle(VmArea vma, long address, boolean write) {
    MmStruct mm = vma.mm();
    long base = address & -Addr.PMD_SIZE;
    if (mm.pageTables().pmd(base) instanceof HugePmd huge) {
      return write && !Pte.isWritable(huge.pte()) ? copyOnWrite(vma, huge, address) : Signal.NONE;
    }
    HugeMapping mapping = HugeMapping.of(vma);
    if (!mapping.takePage(vma, address & -Addr.PMD_SIZE)) {
      return Signal.BUS_ADRERR;
    }
    int frame = newFrame();
    mm.pageTableLock().lock();
    boolean first = !(mm.pageTables().pmd(base) instanceof HugePmd);
    if (first) {
      Fault.requireMappable(vma, base);
      kernel.frames().get(frame);
      kernel.frames().addMapping(frame);
      mm.pageTables().setHuge(base, new HugePmd(base, entry(vma, frame)));
    }
    mm.pageTableLock().unlock();
    kernel.frames().put(task.cpu(), frame);
    return Signal.NONE;
  }

  private int newFrame() {
    return kernel.frames().alloc(task.cpu(), PageFrames.HUGE);
  }

  private static long entry(VmArea vma, int frame) {
    long bits = Pte.protection(vma.flags());
    if (vma.has(VmFlags.VM_WRITE)) {
      bits |= Pte.WRITE | Pte.DIRTY;
    }
    return Pte.of(frame, bits);
  }

  private Signal copyOnWrite(VmArea vma, HugePmd huge, long address) {
    int old = Pte.frame(huge.pte());
    PageFrames frames = kernel.frames();
    if (vma.has(VmFlags.VM_SHARED) || frames.mapcount(old) == 1) {
      huge.setPte(huge.pte() | Pte.WRITE | Pte.DIRTY);
      return Signal.NONE;
    }
    HugeMapping mapping = HugeMapping.of(vma);
    if (!mapping.takePage(vma, address & -Addr.PMD_SIZE)) {
      return Signal.BUS_ADRERR;
    }
    int fresh = newFrame();
    frames.copy(old, fresh);
    vma.mm().pageTableLock().lock();
    kernel.tlbs().flush(vma.mm(), huge.base, huge.base + Addr.PMD_SIZE, false);
    frames.addMapping(fresh);
    huge.setPte(entry(vma, fresh));
    frames.removeMapping(old);
    vma.mm().pageTableLock().unlock();
    frames.put(task.cpu(), old);
    return Signal.NONE;
  }
}

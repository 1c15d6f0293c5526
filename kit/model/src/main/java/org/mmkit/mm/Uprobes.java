// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.List;

/**
 * Breakpoints in executable file mappings: the page that holds one is a private copy with int3 in
 * it.
 */
final class Uprobes {
  private static final byte INT3 = (byte) 0xcc;

  private Uprobes() {}

  /** Whether a mapping may take probes: private, executable, of a file. */
  private static boolean isValid(VmArea vma) {
    long needed = VmFlags.VM_MAYEXEC | VmFlags.VM_MAYREAD;
    boolean executable = vma.has(VmFlags.VM_EXEC) && !vma.has(VmFlags.VM_WRITE);
    return vma.file() != null
        && executable
        && (vma.flags() & needed) == needed
        && !vma.has(VmFlags.VM_SHARED);
  }

  static boolean hitsPage(VmArea vma, long filePage) {
    return isValid(vma) && vma.file().inode().hasUprobe(filePage, filePage + 1);
  }

  /** Whether a probe is in the VMA ({@code vma_has_uprobes}). */
  static boolean has(VmArea vma) {
    return isValid(vma) && vma.file().inode().hasUprobe(vma.pgoff(), vma.pgoff() + vma.pages());
  }

  /**
   * Places a probe on a page of a file, and a breakpoint in every mapping that there is already
   * ({@code uprobe_register}). Later mappings get theirs when the page is faulted in.
   */
  static void register(TaskStruct task, Inode inode, long filePage) {
    inode.addUprobe(filePage);
    for (VmArea vma : List.copyOf(inode.mappings())) {
      MmStruct mm = vma.mm();
      mm.mmapSem().downWrite();
      if (vma.isAttached() && hitsPage(vma, filePage) && covers(vma, filePage)) {
        long address = vma.start() + ((filePage - vma.pgoff()) << Addr.PAGE_SHIFT);
        breakpoint(task, mm, address);
      }
      mm.mmapSem().upWrite();
    }
  }

  private static boolean covers(VmArea vma, long filePage) {
    return vma.pgoff() <= filePage && filePage < vma.pgoff() + vma.pages();
  }

  private static void breakpoint(TaskStruct task, MmStruct mm, long address) {
    int frame = new Gup(task, mm).pin(address, true, true);
    if (frame >= 0) {
      PageFrames frames = mm.kernel().frames();
      frames.write(frame, 0, INT3);
      frames.put(task.cpu(), frame);
    }
  }

  static void insertBreakpoints(VmArea vma, long filePage, PageFrames frames, int frame) {
    if (hitsPage(vma, filePage)) {
      frames.write(frame, 0, INT3);
    }
  }
}

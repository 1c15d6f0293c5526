// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

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

  static void insertBreakpoints(VmArea vma, long filePage, PageFrames frames, int frame) {
    if (hitsPage(vma, filePage)) {
      frames.write(frame, 0, INT3);
    }
  }
}

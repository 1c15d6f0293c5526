// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.Access;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.uapi.VmFlags;

/**
 * What munmap does for VMAs of special kinds beside clearing their pages: it notes that breakpoints
 * go, gives memory types back, and makes sure that no process shares page tables of huge pages any
 * more.
 */
public final class UnmapSpecials {
  private final MmStruct mm;

  UnmapSpecials(MmStruct mm) {
    this.mm = mm;
  }

  /** Does so for all; series v4 to v6 have it done while the lock is held for writing. */
  public void forget(VmaRange span) {
    span.vmas().forEach(this::forget);
  }

  /** Does so and sets VM_DEAD on the VMAs. */
  public void markDead(VmaRange span) {
    mm.machine().step(StepKind.TREE_WRITE, mm.id(), Access.WRITE);
    for (VmArea vma : span.vmas()) {
      vma.setFlags(vma.flags() | VmFlags.VM_DEAD);
      forget(vma);
    }
  }

  private void forget(VmArea vma) {
    forgetProbesAndTypes(vma);
    forgetSharing(vma);
  }

  /**
   * Does so for a VMA whose pages were zapped, unless it is marked dead.
   *
   * @param skip whether it was done before, as series v5 and v6 say
   */
  void forgetAfterZap(VmArea vma, boolean skip) {
    if (vma.has(VmFlags.VM_DEAD)) {
      return;
    }
    if (!skip) {
      forgetProbesAndTypes(vma);
    }
    if (skip == mm.kernel().unmapPaths().skipVmFlagsInverted()) {
      forgetSharing(vma);
    }
  }

  private void forgetProbesAndTypes(VmArea vma) {
    Uprobes.unmapped(vma);
    if (vma.has(VmFlags.VM_PAT)) {
      mm.kernel().trackPfns(-vma.pages());
      vma.setFlags(vma.flags() & ~VmFlags.VM_PAT);
    }
  }

  private static void forgetSharing(VmArea vma) {
    if (vma.has(VmFlags.VM_HUGETLB)) {
      Inode.guarding(vma, () -> vma.setFlags(vma.flags() & ~VmFlags.VM_MAYSHARE));
    }
  }
}

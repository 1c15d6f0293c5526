// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import org.mmkit.mm.HugePmd;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.Pte;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.config.Feature;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.VmFlags;

/** MADV_HUGEPAGE where it would act: faults then bring huge pages, which the model does not. */
final class HugePages {
  private HugePages() {}

  /** Refuses the program if private memory in the range has room for a huge page. */
  static void refuse(CallContext context, long start, long length) {
    if (context.kernel().params().has(Feature.THP)) {
      return;
    }
    for (int i = 0; i < context.mm().vmas().size(); i++) {
      VmArea vma = context.mm().vmas().at(i);
      boolean touched = vma.start() < start + length && start < vma.end();
      if (touched && vma.isAnonymous() && vma.has(VmFlags.VM_HUGEPAGE) && holdsHuge(vma)) {
        throw new NotModelled("MADV_HUGEPAGE of 2 MiB: huge pages that come with faults");
      }
    }
  }

  /**
   * Refuses to read a private huge page by process_vm_readv while a parent or child has it, too:
   * the kernel copies it first.
   */
  static void refusePrivate(MmStruct mm, long address) {
    for (int i = 0; i < mm.vmas().size(); i++) {
      VmArea vma = mm.vmas().at(i);
      boolean here = vma.start() <= address && address < vma.end();
      boolean own = vma.has(VmFlags.VM_HUGETLB) && !vma.has(VmFlags.VM_SHARED);
      if (here && own && othersHave(mm, address)) {
        throw new NotModelled("process_vm_readv of a private huge page that a fork has shared");
      }
    }
  }

  private static boolean othersHave(MmStruct mm, long address) {
    return mm.pageTables().pmd(address) instanceof HugePmd huge
        && mm.kernel().frames().mapcount(Pte.frame(huge.pte())) > 1;
  }

  private static boolean holdsHuge(VmArea vma) {
    long first = (vma.start() + Addr.PMD_SIZE - 1) & -Addr.PMD_SIZE;
    return first + Addr.PMD_SIZE <= vma.end();
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

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

  private static boolean holdsHuge(VmArea vma) {
    long first = (vma.start() + Addr.PMD_SIZE - 1) & -Addr.PMD_SIZE;
    return first + Addr.PMD_SIZE <= vma.end();
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import org.mmkit.mm.MmStruct;
import org.mmkit.mm.VmArea;

/**
 * Pages of a file that MADV_PAGEOUT takes at once when they are clean, which the model does not.
 */
final class ReclaimedPages {
  private ReclaimedPages() {}

  /** Refuses to say whether such pages of a range are in memory. */
  static void refuse(MmStruct mm, long start, long length) {
    for (int i = 0; i < mm.vmas().size(); i++) {
      VmArea vma = mm.vmas().at(i);
      long first = Math.max(vma.start(), start);
      long last = Math.min(vma.end(), start + length);
      if (vma.file() != null
          && first < last
          && vma.inode().cache().mayBeGone(vma.pgoffOf(first), vma.pgoffOf(last - 1) + 1)) {
        throw new NotModelled("mincore of pages that were written back, behind MADV_PAGEOUT");
      }
    }
  }
}

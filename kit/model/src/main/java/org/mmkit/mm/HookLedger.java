// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.ArrayList;
import java.util.List;

/**
 * What one munmap removed, and for what it called the architecture's hook (rule F-H): for each VMA
 * once, with the lock held for writing, while no range is detached whose pages are still mapped.
 */
final class HookLedger {
  private record Range(long start, long end) {}

  private final MmStruct mm;
  private final List<Range> hooked = new ArrayList<>(1);
  private final List<Range> removed = new ArrayList<>(1);

  HookLedger(MmStruct mm) {
    this.mm = mm;
  }

  void hookRuns(long start, long end) {
    hooked.add(new Range(start, end));
    if (!mm.mmapSem().heldWriteBy(mm.machine().current())) {
      report("called without mmap_sem held for writing");
    }
    if (mm.unzapped() > 0) {
      report("called while a range is detached whose pages have not been zapped");
    }
  }

  void vmaRemoved(VmArea vma) {
    removed.add(new Range(vma.start(), vma.end()));
  }

  /** The munmap has succeeded. */
  void check() {
    for (Range gone : removed) {
      int calls = 0;
      for (Range range : hooked) {
        calls += range.start() <= gone.start() && gone.end() <= range.end() ? 1 : 0;
      }
      if (calls != 1) {
        report(
            "called "
                + calls
                + " times for "
                + Long.toHexString(gone.start())
                + "-"
                + Long.toHexString(gone.end())
                + ", which was unmapped");
      }
    }
  }

  private void report(String what) {
    mm.machine().report(MmRule.F_H, "arch_unmap " + what);
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.check.SpecRule;

/**
 * What a munmap did, counted: of a range whose pages are all present, with nobody beside it.
 *
 * @param pages of the range
 * @param batch pages after which a gather flushes and frees by itself
 * @param flushes how often TLBs were flushed
 * @param gathers how many mmu_gathers were opened
 * @param splits how often a VMA was split
 * @param locks how often mmap_sem was taken
 */
record Work(long pages, long batch, long flushes, long gathers, long splits, long locks) {

  /** One for the pages, and one for the tables. */
  private static final long GATHERS_MAX = 2;

  /** What was done more often than the range needs. */
  List<Broken> needless() {
    List<Broken> needless = new ArrayList<>();
    long flushesMax = GATHERS_MAX * (1 + pages / batch);
    if (flushes > flushesMax) {
      add(needless, SpecRule.PF7, flushes + " flushes of the TLBs; " + flushesMax + " would do");
    }
    if (gathers > GATHERS_MAX) {
      add(needless, SpecRule.PF8, gathers + " gathers were opened; one does");
    }
    if (splits > 0) {
      add(needless, SpecRule.PF9, splits + " splits of a VMA that goes as a whole");
    }
    if (locks > 1) {
      add(needless, SpecRule.PF10, "mmap_sem was taken " + locks + " times");
    }
    return needless;
  }

  private void add(List<Broken> needless, SpecRule rule, String count) {
    needless.add(new Broken(rule, "to unmap " + pages + " pages: " + count));
  }
}

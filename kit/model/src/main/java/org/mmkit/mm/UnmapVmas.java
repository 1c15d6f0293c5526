// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.function.BiFunction;

/** Zaps the pages of VMAs ({@code unmap_vmas}). */
public class UnmapVmas {
  /** How it is made. */
  public static final Part<BiFunction<TaskStruct, MmStruct, UnmapVmas>> PART =
      Part.of("unmap_vmas", UnmapVmas::new);

  private final TaskStruct task;
  private final MmStruct mm;
  private final UnmapSpecials specials;

  /** The zap by a task in an address space. */
  public static UnmapVmas of(TaskStruct task, MmStruct mm) {
    return mm.kernel().parts().maker(PART).apply(task, mm);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected UnmapVmas(TaskStruct task, MmStruct mm) {
    this.task = task;
    this.mm = mm;
    this.specials = new UnmapSpecials(mm);
  }

  /** Zaps the pages of the VMAs. */
  public void unmap(MmuGather gather, VmaRange span) {
    unmap(gather, span, false);
  }

  /** The same; it can skip what {@link UnmapSpecials#forget} does, as series v5 and v6 have it. */
  public void unmap(MmuGather gather, VmaRange span, boolean skipVmFlags) {
    zapNotified(gather, span, skipVmFlags);
  }

  /** Zaps the pages of VMAs that stay, with a gather of its own ({@code zap_page_range}). */
  public void zapPageRange(VmaRange span) {
    MmuGather gather = MmuGather.of(task, mm);
    unmap(gather, span);
    gather.finish();
  }

  /** Zaps between the start and the end that the notifiers are told. */
  protected void zapNotified(MmuGather gather, VmaRange span, boolean skipVmFlags) {
    mm.notifiers().start(span.start(), span.end());
    zap(gather, span, skipVmFlags);
    mm.notifiers().end();
  }

  /** Zaps the pages of the VMAs without a call of the notifiers. */
  protected final void zap(MmuGather gather, VmaRange span, boolean skipVmFlags) {
    Zap zap = Zap.of(task, gather);
    for (VmArea vma : span.vmas()) {
      long from = Math.max(vma.start(), span.start());
      long to = Math.min(vma.end(), span.end());
      if (HugetlbSharing.concerns(vma)) {
        // Nobody may join in its page tables between the zap and the mark that it goes.
        Inode.guarding(vma, () -> zap(zap, vma, from, to, skipVmFlags));
      } else {
        zap(zap, vma, from, to, skipVmFlags);
      }
      lastOfPages(gather, vma);
      vma.checks().zapped(Math.max(0, to - from));
    }
  }

  private void zap(Zap zap, VmArea vma, long from, long to, boolean skipVmFlags) {
    if (from < to) {
      zap.range(vma, from, to);
    }
    specials.forgetAfterZap(vma, skipVmFlags);
  }

  /** What is to be done for a VMA once its pages are gone. */
  protected void lastOfPages(MmuGather gather, VmArea vma) {
    if (vma.isPfnmap()) {
      flushPfns(gather);
    }
  }

  /** Once the VMA has left the reverse map, its driver takes the page frames for its own again. */
  protected void flushPfns(MmuGather gather) {
    gather.flushTlb(false);
  }
}

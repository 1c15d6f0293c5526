// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.Access;
import org.mmkit.machine.Cost;
import org.mmkit.machine.Machine;
import org.mmkit.machine.StepKind;

/** The TLBs of all CPUs, and the shootdowns that keep them true. */
public final class Tlbs {
  /** Above this number of pages a flush drops everything instead of page by page. */
  private static final long SINGLE_PAGE_FLUSH_CEILING = 33;

  private final Machine machine;
  private final Tlb[] tlbs;

  Tlbs(Machine machine) {
    this.machine = machine;
    this.tlbs = new Tlb[machine.cpus()];
    for (int cpu = 0; cpu < tlbs.length; cpu++) {
      tlbs[cpu] = new Tlb();
    }
  }

  Tlb of(int cpu) {
    return tlbs[cpu];
  }

  /**
   * Flushes [start, end) of an mm on every CPU that may have cached it. Each CPU is a visible step.
   */
  void flush(MmStruct mm, long start, long end, boolean freedTables) {
    int self = machine.current() == null ? 0 : machine.current().cpu();
    long pages = Addr.pages(end - start);
    boolean full = pages > SINGLE_PAGE_FLUSH_CEILING;
    boolean remote = false;
    for (int cpu = 0; cpu < tlbs.length; cpu++) {
      if (!mm.mayBeCachedOn(cpu)) {
        continue;
      }
      if (cpu != self && !remote) {
        machine.charge(Cost.SHOOTDOWN, 1);
        remote = true;
      }
      if (cpu != self) {
        machine.step(StepKind.TLB_FLUSH, -1 - cpu, Access.WRITE, Cost.SHOOTDOWN_CPU, 1);
      } else if (full) {
        machine.step(StepKind.TLB_FLUSH, -1 - cpu, Access.WRITE, Cost.TLB_FLUSH_FULL, 1);
      } else {
        machine.step(StepKind.TLB_FLUSH, -1 - cpu, Access.WRITE, Cost.TLB_FLUSH_PAGE, pages);
      }
      tlbs[cpu].flush(mm, start, end, freedTables);
    }
  }

  /** Reports a translation that would outlive its frame. */
  void checkNoTranslationTo(int frame) {
    for (int cpu = 0; cpu < tlbs.length; cpu++) {
      Tlb tlb = tlbs[cpu];
      for (int i = 0; i < tlb.size(); i++) {
        if (Pte.frame(tlb.pteAt(i)) == frame && Pte.holdsNormalPage(tlb.pteAt(i))) {
          throw machine.fatal(
              MmRule.P3,
              "page "
                  + frame
                  + " freed while CPU "
                  + cpu
                  + " still translates "
                  + Long.toHexString(tlb.addressAt(i))
                  + " to it",
              PageFrames.name(frame));
        }
      }
    }
  }

  /** Reports a walk cache that would outlive its table. */
  void checkNotCached(PteTable table) {
    for (int cpu = 0; cpu < tlbs.length; cpu++) {
      if (tlbs[cpu].caches(table)) {
        throw machine.fatal(
            MmRule.T2,
            "page table of "
                + Long.toHexString(table.base)
                + " freed while CPU "
                + cpu
                + " has it in its walk cache",
            table);
      }
    }
  }
}

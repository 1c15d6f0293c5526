// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.uapi.Addr;

/**
 * Collects what was unmapped until the TLBs are flushed ({@code mmu_gather}): the law is clear the
 * entry, flush, then free.
 */
public class MmuGather {
  /** How a gather is made. */
  public static final Part<BiFunction<TaskStruct, MmStruct, MmuGather>> PART =
      Part.of("mmu_gather", MmuGather::new);

  private final MmStruct mm;
  private final Machine machine;
  private final int cpu;
  private final int limit;
  private int[] pages = new int[8];
  private int count;
  private final List<PteTable> tables = new ArrayList<>(2);
  private final List<Integer> hugePages = new ArrayList<>(0);
  private @Nullable VmaRange owned;
  private long start = Long.MAX_VALUE;
  private long end;

  /** Opens a gather ({@code tlb_gather_mmu}). */
  public static MmuGather of(TaskStruct task, MmStruct mm) {
    return mm.kernel().parts().maker(PART).apply(task, mm);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected MmuGather(TaskStruct task, MmStruct mm) {
    this.mm = mm;
    this.machine = mm.machine();
    this.cpu = task.cpu();
    this.limit = mm.kernel().params().gatherPages();
    mm.flushes().incTlbFlushPending();
  }

  /** The address space whose pages it gathers. */
  public MmStruct mm() {
    return mm;
  }

  /** How many pages it has collected. */
  int pages() {
    return count;
  }

  /** Notes a page whose entry was cleared; its reference now belongs to the gather. */
  void addPage(int frame) {
    if (count == pages.length) {
      pages = Arrays.copyOf(pages, 2 * count);
    }
    pages[count++] = frame;
  }

  void addHugePage(int frame) {
    hugePages.add(frame);
  }

  void addTable(PteTable table) {
    tables.add(table);
    addRange(table.base, table.limit());
  }

  /** Takes over a detached range: its owner may let go of it when the gather is finished. */
  void own(VmaRange span) {
    owned = span;
  }

  /** Widens the range to flush. */
  void addRange(long from, long to) {
    start = Math.min(start, from);
    end = Math.max(end, to);
  }

  /** Whether the next table's worth of pages would go over the batch. */
  boolean isFull() {
    return count + PteTable.ENTRIES > limit;
  }

  /** Flushes and frees what has been collected so far ({@code tlb_flush_mmu}). */
  protected void flush() {
    flushTlb(!tables.isEmpty());
    freePages();
    freeTables();
  }

  /** Flushes what was unmapped so far, and keeps it ({@code tlb_flush_mmu_tlbonly}). */
  protected void flushTlb(boolean freedTables) {
    if (start < end) {
      mm.kernel().tlbs().flush(mm, start, end, freedTables);
      start = Long.MAX_VALUE;
      end = 0;
    }
  }

  private void freeTables() {
    for (PteTable table : tables) {
      machine.step(StepKind.FRAME_FREE, table.id, Access.WRITE);
      mm.kernel().tlbs().checkNotCached(table);
      table.free();
    }
    tables.clear();
  }

  /** Gives the collected pages back to the allocator. */
  protected final void freePages() {
    if (count == 0 && hugePages.isEmpty()) {
      return;
    }
    machine.step(StepKind.FRAME_FREE, mm.id(), Access.WRITE);
    PageFrames frames = mm.kernel().frames();
    for (int i = 0; i < count; i++) {
      frames.put(cpu, pages[i]);
    }
    count = 0;
    for (int frame : hugePages) {
      frames.put(cpu, frame);
    }
    hugePages.clear();
  }

  /** Flushes, frees, and closes ({@code tlb_finish_mmu}). */
  public void finish() {
    if (mm.flushes().tlbFlushPending() > 1) {
      finishBesideAnother();
    }
    flush();
    if (owned != null) {
      mm.vmas().owned().remove(owned);
    }
    close();
  }

  /** Counts as open no longer. */
  protected void close() {
    mm.flushes().decTlbFlushPending();
  }

  /**
   * Entries that were found none may be another task's work, which it has not flushed yet: no task
   * may go on before everything is.
   */
  protected void finishBesideAnother() {
    addRange(0, Addr.TASK_SIZE);
    flushBesideAnother();
  }

  /** The other may have freed page tables. */
  protected void flushBesideAnother() {
    flushTlb(true);
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.bugs;

import static org.mmkit.mm.Parts.with;

import org.mmkit.mm.MmuGather;
import org.mmkit.mm.Parts;
import org.mmkit.mm.PteTable;
import org.mmkit.mm.Tlbs;
import org.mmkit.mm.UnmapVmas;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.VmaRange;
import org.mmkit.mm.Zap;

/** Family C of the corpus: zap, TLB, mmu_gather, reverse map. */
enum BugsC implements Bug {

  /** The gather frees without flushing the TLBs. */
  C_01(
      with(
          MmuGather.PART,
          (task, mm) ->
              new MmuGather(task, mm) {
                @Override
                protected void flushTlb(boolean freedTables) {}
              })),

  /** Pages go back to the allocator before the TLBs are flushed. */
  C_02(
      with(
          MmuGather.PART,
          (task, mm) ->
              new MmuGather(task, mm) {
                @Override
                protected void flush() {
                  freePages();
                  super.flush();
                }
              })),

  /** A shootdown reaches the CPU that asks for it, and no other. */
  C_03(
      with(
          Tlbs.PART,
          kernel ->
              new Tlbs(kernel) {
                @Override
                protected boolean reaches(int cpu, int asker) {
                  return cpu == asker;
                }
              })),

  /** A gather that finds another one open forgets that it freed page tables (to Linux 5.2). */
  C_04(
      with(
          MmuGather.PART,
          (task, mm) ->
              new MmuGather(task, mm) {
                @Override
                protected void flushBesideAnother() {
                  flushTlb(false);
                }
              })),

  /** A gather that finds another one open flushes no more than what it cleared itself. */
  C_05(
      with(
          MmuGather.PART,
          (task, mm) ->
              new MmuGather(task, mm) {
                @Override
                protected void finishBesideAnother() {}
              })),

  /** A gather that is finished still counts as open. */
  C_06(
      with(
          MmuGather.PART,
          (task, mm) ->
              new MmuGather(task, mm) {
                @Override
                protected void close() {}
              })),

  /** Entries of dirty pages of files are flushed after their lock was let go. */
  C_10(
      with(
          Zap.PART,
          (task, gather) ->
              new Zap(task, gather) {
                @Override
                protected void flushDirty(MmuGather gather) {}
              })),

  /** A VMA leaves the reverse map before page frames without struct pages are flushed. */
  C_11(
      with(
          UnmapVmas.PART,
          (task, mm) ->
              new UnmapVmas(task, mm) {
                @Override
                protected void flushPfns(MmuGather gather) {}
              })),

  /** munmap tells the notifiers nothing. */
  C_12(
      with(
          UnmapVmas.PART,
          (task, mm) ->
              new UnmapVmas(task, mm) {
                @Override
                protected void zapNotified(MmuGather gather, VmaRange span, boolean skipVmFlags) {
                  zap(gather, span, skipVmFlags);
                }
              })),

  /** munmap tells the notifiers when the entries are gone, and not before. */
  C_13(
      with(
          UnmapVmas.PART,
          (task, mm) ->
              new UnmapVmas(task, mm) {
                @Override
                protected void zapNotified(MmuGather gather, VmaRange span, boolean skipVmFlags) {
                  zap(gather, span, skipVmFlags);
                  mm.notifiers().start(span.start(), span.end());
                  mm.notifiers().end();
                }
              })),

  /** A zap forgets that an entry counts which holds the place of a page on the move. */
  C_14(
      with(
          Zap.PART,
          (task, gather) ->
              new Zap(task, gather) {
                @Override
                protected void uncountMigrating(long pte) {}
              })),

  /** A zap takes a huge page whole of which it was to take a part. */
  C_15(
      with(
          Zap.PART,
          (task, gather) ->
              new Zap(task, gather) {
                @Override
                protected boolean isWhole(long from, long to) {
                  return true;
                }
              })),

  /** A zap clears entries without the lock of their page table. */
  C_18(
      with(
          Zap.PART,
          (task, gather) ->
              new Zap(task, gather) {
                @Override
                protected void lock(PteTable table) {}

                @Override
                protected void unlock(PteTable table) {}
              })),

  /** CPUs that idle with the mm are spared a shootdown even if page tables go. */
  C_19(
      with(
          Tlbs.PART,
          kernel ->
              new Tlbs(kernel) {
                @Override
                protected boolean maySpare(boolean freedTables) {
                  return true;
                }
              })),

  /** VMAs leave the reverse map before their pages are zapped. */
  C_20(
      with(
          UnmapVmas.PART,
          (task, mm) ->
              new UnmapVmas(task, mm) {
                @Override
                protected void zapNotified(MmuGather gather, VmaRange span, boolean skipVmFlags) {
                  for (VmArea vma : span.vmas()) {
                    if (vma.file() != null) {
                      vma.file().inode().mappings().remove(vma);
                    }
                  }
                  super.zapNotified(gather, span, skipVmFlags);
                }
              }));

  private final Parts parts;

  BugsC(Parts parts) {
    this.parts = parts;
  }

  @Override
  public Parts parts() {
    return parts;
  }
}

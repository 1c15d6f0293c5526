// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.bugs;

import static org.mmkit.mm.Parts.with;

import org.jspecify.annotations.Nullable;
import org.mmkit.mm.MapRules;
import org.mmkit.mm.PageTables;
import org.mmkit.mm.Parts;
import org.mmkit.mm.Pte;
import org.mmkit.mm.PteTable;
import org.mmkit.mm.RssStat;
import org.mmkit.mm.Tlbs;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.Zap;
import org.mmkit.mm.beside.FollowPfn;
import org.mmkit.mm.beside.Migration;
import org.mmkit.mm.beside.ReclaimTables;

/** Family D of the corpus: page-table freeing. */
enum BugsD implements Bug {

  /** The neighbours of a range do not limit which of its page tables are freed. */
  D_02(
      with(
          PageTables.PART,
          mm ->
              new PageTables(mm) {
                @Override
                protected boolean isWithin(long base, long limit, long floor, long ceiling) {
                  return true;
                }
              })),

  /** A shootdown does not wait for CPUs that walk page tables with interrupts off. */
  D_07(
      with(
          Tlbs.PART,
          kernel ->
              new Tlbs(kernel) {
                @Override
                protected void awaitInterrupts(int cpu) {}
              })),

  /** A page table is found empty without its lock, and freed. */
  D_11(
      with(
          ReclaimTables.PART,
          gather ->
              new ReclaimTables(gather) {
                @Override
                protected void lockAndFree(PteTable table) {
                  freeIfEmpty(table);
                }
              })),

  /** A driver looks up page frames wherever a mapping follows, even below its start. */
  D_12(
      with(
          FollowPfn.PART,
          task ->
              new FollowPfn(task) {
                @Override
                protected @Nullable VmArea vmaAt(long address) {
                  return task.findVma(address);
                }
              })),

  /** Migration maps a page again even where its entry was cleared meanwhile. */
  D_13(
      with(
          Migration.PART,
          (task, inode, page) ->
              new Migration(task, inode, page) {
                @Override
                protected void putBack(VmArea vma, PteTable table, int index, int old, int target) {
                  if (table.get(index) == Pte.NONE && wasMappedIn(vma.mm())) {
                    MapRules.requireMappable(vma, table.addressOf(index));
                    vma.mm().rss().add(RssStat.kindOf(task.kernel().frames(), target), 1);
                    map(vma, table, index, target);
                  } else {
                    super.putBack(vma, table, index, old, target);
                  }
                }
              })),

  /** munmap frees a page table of huge pages that others share. */
  D_14(
      with(
          Zap.PART,
          (task, gather) ->
              new Zap(task, gather) {
                @Override
                protected void leaveShared(VmArea vma, long start, long end) {}
              }));

  private final Parts parts;

  BugsD(Parts parts) {
    this.parts = parts;
  }

  @Override
  public Parts parts() {
    return parts;
  }
}

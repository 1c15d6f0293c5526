// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.bugs;

import static org.mmkit.mm.Parts.with;

import org.mmkit.mm.Fput;
import org.mmkit.mm.HugeMapping;
import org.mmkit.mm.HugetlbSharing;
import org.mmkit.mm.Parts;
import org.mmkit.mm.RemoveVmas;
import org.mmkit.mm.UnmapEvents;
import org.mmkit.mm.UprobeTrap;
import org.mmkit.mm.UserfaultfdCtx;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.VmaRange;
import org.mmkit.mm.VmaSplit;

/** Family F of the corpus: special VMAs and hooks. */
enum BugsF implements Bug {

  /** What is found out under mmap_sem of the breakpoints of an mm is noted when it is released. */
  F_08(
      with(
          UprobeTrap.PART,
          task ->
              new UprobeTrap(task) {
                @Override
                protected void clearAndUnlock() {
                  task.mm().mmapSem().upRead();
                  task.mm().uprobes().clear();
                }
              })),

  /** A mapping of huge pages may be split within one. */
  F_11(
      with(
          HugeMapping.PART,
          (kernel, inode, shared, reserves) ->
              new HugeMapping(kernel, inode, shared, reserves) {
                @Override
                public int maySplit(VmArea vma, long address) {
                  return 0;
                }
              })),

  /** A split of huge pages leaves shared page tables before it holds the locks that it needs. */
  F_13(
      with(
          VmaSplit.PART,
          (task, mm) ->
              new VmaSplit(task, mm) {
                @Override
                protected int maySplit(VmArea vma, long address) {
                  int veto = super.maySplit(vma, address);
                  if (veto == 0) {
                    super.leaveShared(vma, address);
                  }
                  return veto;
                }

                @Override
                protected void leaveShared(VmArea vma, long address) {}
              })),

  /** A process that leaves a shared page table does not flush the TLBs. */
  F_14(
      with(
          HugetlbSharing.PART,
          vma ->
              new HugetlbSharing(vma) {
                @Override
                protected void flush(long span) {}
              })),

  /** A context that watches two VMAs of a range, or one that is prepared twice, gets two events. */
  F_16(
      with(
          UnmapEvents.PART,
          task ->
              new UnmapEvents(task) {
                @Override
                protected boolean isNoted(UserfaultfdCtx ctx, VmaRange span) {
                  return false;
                }
              })),

  /** An owner that hears early that its VMA goes hears it again when the VMA is freed. */
  F_19(
      with(
          RemoveVmas.PART,
          (task, mm) ->
              new RemoveVmas(task, mm) {
                @Override
                protected boolean mustClose(VmArea vma) {
                  return true;
                }
              })),

  /** The last reference to a file has it released at once, with whatever locks are held. */
  F_20(with(Fput.PART, (task, release) -> release.run(task)));

  private final Parts parts;

  BugsF(Parts parts) {
    this.parts = parts;
  }

  @Override
  public Parts parts() {
    return parts;
  }
}

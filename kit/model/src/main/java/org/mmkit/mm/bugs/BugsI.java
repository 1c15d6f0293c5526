// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.bugs;

import static org.mmkit.mm.Parts.with;

import org.jspecify.annotations.Nullable;
import org.mmkit.machine.OrderedCell;
import org.mmkit.mm.Fault;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.Mmap;
import org.mmkit.mm.Parts;
import org.mmkit.mm.StackGrowth;
import org.mmkit.mm.TreeNodes;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.VmaLock;
import org.mmkit.mm.VmaLookup;
import org.mmkit.mm.VmaSlab;
import org.mmkit.mm.VmaTree;
import org.mmkit.mm.VmaUnlocking;
import org.mmkit.mm.uapi.Signal;

/** Family I of the corpus: per-VMA locks and the maple tree. */
enum BugsI implements Bug {

  /** The number of mm_lock_seq moves on without a RELEASE. */
  I_03(
      with(
          VmaUnlocking.PART,
          sequence ->
              new VmaUnlocking(sequence) {
                @Override
                protected void store(OrderedCell cell, long next) {
                  cell.write(next);
                }
              })),

  /** A fault looks at the anon_vma of its VMA before it has locked it. */
  I_04(
      with(
          VmaLookup.PART,
          task ->
              new VmaLookup(task) {
                @Override
                protected boolean startRead(VmArea vma, boolean write) {
                  return super.serves(vma, write) && super.startRead(vma, write);
                }

                @Override
                protected boolean serves(VmArea vma, boolean write) {
                  return true;
                }
              })),

  /** VMAs are freed without waiting for readers under RCU. */
  I_05(
      with(
          VmaSlab.PART,
          kernel ->
              new VmaSlab(kernel) {
                @Override
                protected void freeUnderReaders(VmArea vma) {
                  setFreed(vma);
                }
              })),

  /** A fault does not look whose VMA it has locked. */
  I_06(
      with(
          VmaLock.PART,
          (vma, mm) ->
              new VmaLock(vma, mm) {
                @Override
                protected boolean isOf(MmStruct wanted) {
                  return true;
                }
              })),

  /** A fault that has locked another mm's VMA unlocks it without a hold of that mm. */
  I_07(
      with(
          VmaLock.PART,
          (vma, mm) ->
              new VmaLock(vma, mm) {
                @Override
                protected void endReadOfAnother() {
                  endReadAndWake(mm());
                }
              })),

  /** A new VMA is stored in the tree before it is locked. */
  I_09(
      with(
          Mmap.PART,
          task ->
              new Mmap(task) {
                @Override
                protected void lock(VmArea vma) {}
              })),

  /** A downgrade of mmap_lock does not unlock the VMAs. */
  I_10(
      with(
          VmaUnlocking.PART,
          sequence ->
              new VmaUnlocking(sequence) {
                @Override
                public void downgrade() {}
              })),

  /** Stacks grow with mmap_lock held for reading. */
  I_11(
      with(StackGrowth.PART, StackGrowth::underReaders)
          .and(TreeNodes.PART, TreeNodes::whereStacksGrowUnderReaders)),

  /** A fault that finds nothing under RCU does not look again with mmap_lock held. */
  I_12(
      with(
          Fault.PART,
          task ->
              new Fault(task) {
                private boolean nothing;

                @Override
                protected @Nullable VmArea lockVma(long address, boolean write) {
                  return new VmaLookup(task) {
                    @Override
                    protected @Nullable VmArea walk(long at) {
                      VmArea vma = super.walk(at);
                      nothing = vma == null;
                      return vma;
                    }
                  }.lock(address, write);
                }

                @Override
                protected Signal withoutVma() {
                  return nothing ? Signal.SEGV_MAPERR : super.withoutVma();
                }
              })),

  /** A store across leaves of the maple tree loses what comes behind it. */
  I_14(
      with(
          VmaTree.PART,
          mm ->
              new ForgetfulTree(mm) {
                @Override
                protected void store(int from, int to) {
                  super.store(from, to);
                  if (joinsLeaves(from, to)) {
                    lose(from);
                  }
                }
              }));

  private final Parts parts;

  BugsI(Parts parts) {
    this.parts = parts;
  }

  @Override
  public Parts parts() {
    return parts;
  }
}

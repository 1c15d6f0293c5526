// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.bugs;

import static org.mmkit.mm.Parts.with;

import org.jspecify.annotations.Nullable;
import org.mmkit.mm.HugeMapping;
import org.mmkit.mm.MmuGather;
import org.mmkit.mm.Munlock;
import org.mmkit.mm.Parts;
import org.mmkit.mm.RemoveVmas;
import org.mmkit.mm.UnmapVmas;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.VmaSplit;
import org.mmkit.mm.syscall.RemapArgs;
import org.mmkit.mm.syscall.RemapMove;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.VmFlags;

/** Family E of the corpus: accounting. */
enum BugsE implements Bug {

  /** munmap takes the mlock off the pages, but leaves them in locked_vm. */
  E_01(
      with(
          Munlock.PART,
          (task, mm) ->
              new Munlock(task, mm) {
                @Override
                protected void uncount(VmArea vma) {}
              })),

  /** munmap subtracts from locked_vm and leaves VM_LOCKED set. */
  E_02(
      with(
          Munlock.PART,
          (task, mm) ->
              new Munlock(task, mm) {
                @Override
                protected void clearFlags(VmArea vma) {}
              })),

  /** munmap subtracts from locked_vm and leaves PG_mlocked set on the pages. */
  E_03(
      with(
          Munlock.PART,
          (task, mm) ->
              new Munlock(task, mm) {
                @Override
                protected void munlock(VmArea vma) {
                  uncount(vma);
                }
              })),

  /** The zap of a shared mapping takes VM_SHARED away, by which its pages are to be counted. */
  E_06(
      with(
          UnmapVmas.PART,
          (task, mm) ->
              new UnmapVmas(task, mm) {
                @Override
                protected void lastOfPages(MmuGather gather, VmArea vma) {
                  vma.setFlags(vma.flags() & ~VmFlags.VM_SHARED);
                  super.lastOfPages(gather, vma);
                }
              })),

  /** mremap takes the success of the unmap of what it moved for its failure. */
  E_10(
      with(
          RemapMove.PART,
          (task, checks, events) ->
              new RemapMove(task, checks, events) {
                @Override
                protected void unmapSource(
                    RemapArgs args, VmArea source, @Nullable HugeMapping reservation) {
                  boolean accountable = source.has(VmFlags.VM_ACCOUNT);
                  super.unmapSource(args, source, reservation);
                  if (accountable) {
                    task.kernel().account(Addr.pages(args.oldLength()));
                  }
                }
              })),

  /** munmap takes shared mappings out of data_vm, into which they were never counted. */
  E_11(
      with(
          RemoveVmas.PART,
          (task, mm) ->
              new RemoveVmas(task, mm) {
                @Override
                protected long countedAs(VmArea vma) {
                  return vma.flags() & ~VmFlags.VM_SHARED;
                }
              })),

  /** The new VMA of a split that failed is not freed. */
  E_12(
      with(
          VmaSplit.PART,
          (task, mm) ->
              new VmaSplit(task, mm) {
                @Override
                protected void free(VmArea fresh) {}
              }));

  private final Parts parts;

  BugsE(Parts parts) {
    this.parts = parts;
  }

  @Override
  public Parts parts() {
    return parts;
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.bugs;

import static org.mmkit.mm.Parts.with;

import org.mmkit.mm.HugeMapping;
import org.mmkit.mm.Munmap;
import org.mmkit.mm.Parts;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.syscall.RemapArgs;
import org.mmkit.mm.syscall.RemapMove;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.VmFlags;

/** Family E of the corpus: accounting. */
enum BugsE implements Bug {

  /** munmap takes the mlock off the pages, but leaves them in locked_vm. */
  E_01(
      with(
          Munmap.PART,
          (task, mm) ->
              new Munmap(task, mm) {
                @Override
                protected void uncountLocked(VmArea vma) {}
              })),

  /** munmap subtracts from locked_vm and leaves VM_LOCKED set. */
  E_02(
      with(
          Munmap.PART,
          (task, mm) ->
              new Munmap(task, mm) {
                @Override
                protected void clearLocked(VmArea vma) {}
              })),

  /** munmap subtracts from locked_vm and leaves PG_mlocked set on the pages. */
  E_03(
      with(
          Munmap.PART,
          (task, mm) ->
              new Munmap(task, mm) {
                @Override
                protected void munlock(VmArea vma) {
                  uncountLocked(vma);
                }
              })),

  /** mremap takes the success of the unmap of what it moved for its failure. */
  E_10(
      with(
          RemapMove.PART,
          (task, checks, events) ->
              new RemapMove(task, checks, events) {
                @Override
                protected void unmapSource(RemapArgs args, VmArea source, HugeMapping reservation) {
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
          Munmap.PART,
          (task, mm) ->
              new Munmap(task, mm) {
                @Override
                protected long countedAs(VmArea vma) {
                  return vma.flags() & ~VmFlags.VM_SHARED;
                }
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

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.bugs;

import static org.mmkit.mm.Parts.with;

import org.mmkit.mm.Fault;
import org.mmkit.mm.Mmap;
import org.mmkit.mm.Parts;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.VmaLookup;
import org.mmkit.mm.uapi.Signal;

/** Family I of the corpus: per-VMA locks and the maple tree. */
enum BugsI implements Bug {

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

  /** A new VMA is stored in the tree before it is locked. */
  I_09(
      with(
          Mmap.PART,
          task ->
              new Mmap(task) {
                @Override
                protected void lock(VmArea vma) {}
              })),

  /** A fault that finds nothing under RCU does not look again with mmap_lock held. */
  I_12(
      with(
          Fault.PART,
          task ->
              new Fault(task) {
                private boolean nothing;

                @Override
                protected VmArea lockVma(long address, boolean write) {
                  return new VmaLookup(task) {
                    @Override
                    protected VmArea walk(long at) {
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

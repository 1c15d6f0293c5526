// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.bugs;

import static org.mmkit.mm.Parts.with;

import org.mmkit.mm.Parts;
import org.mmkit.mm.Tlbs;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.Zap;

/** Family D of the corpus: page-table freeing. */
enum BugsD implements Bug {

  /** A shootdown does not wait for CPUs that walk page tables with interrupts off. */
  D_07(
      with(
          Tlbs.PART,
          kernel ->
              new Tlbs(kernel) {
                @Override
                protected void awaitInterrupts(int cpu) {}
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

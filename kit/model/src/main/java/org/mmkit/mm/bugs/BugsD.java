// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.bugs;

import static org.mmkit.mm.Parts.with;

import org.mmkit.mm.Parts;
import org.mmkit.mm.Tlbs;

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

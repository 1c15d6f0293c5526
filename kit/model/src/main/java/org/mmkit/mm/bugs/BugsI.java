// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.bugs;

import static org.mmkit.mm.Parts.with;

import org.mmkit.mm.Mmap;
import org.mmkit.mm.Parts;
import org.mmkit.mm.VmArea;

/** Family I of the corpus: per-VMA locks and the maple tree. */
enum BugsI implements Bug {

  /** A new VMA is stored in the tree before it is locked. */
  I_09(
      with(
          Mmap.PART,
          task ->
              new Mmap(task) {
                @Override
                protected void lock(VmArea vma) {}
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

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.bugs;

import static org.mmkit.mm.Parts.with;

import org.mmkit.mm.Mmap;
import org.mmkit.mm.Parts;
import org.mmkit.mm.Replacement;
import org.mmkit.mm.uapi.Errno;

/** Family G of the corpus: what runs beside munmap. */
enum BugsG implements Bug {

  /** mmap(MAP_FIXED) lets go of mmap_sem between the unmap and the new mapping. */
  G_25(
      with(
          Mmap.PART,
          task ->
              new Mmap(task) {
                @Override
                protected int clear(Replacement old, long length, long flags) {
                  int error = super.clear(old, length, flags);
                  if (error == 0) {
                    task.mm().mmapSem().upWrite();
                    task.mm().mmapSem().downWrite();
                  }
                  return error;
                }
              })),

  /** mmap(MAP_FIXED) asks for memory when the old mapping is gone. */
  G_26(
      with(
          Mmap.PART,
          task ->
              new Mmap(task) {
                @Override
                protected boolean hasMemory() {
                  return true;
                }

                @Override
                protected int clear(Replacement old, long length, long flags) {
                  int error = super.clear(old, length, flags);
                  return error == 0 && !super.hasMemory() ? -Errno.ENOMEM : error;
                }
              }));

  private final Parts parts;

  BugsG(Parts parts) {
    this.parts = parts;
  }

  @Override
  public Parts parts() {
    return parts;
  }
}

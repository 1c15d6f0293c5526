// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.bugs;

import static org.mmkit.mm.Parts.with;

import org.mmkit.mm.Munmap;
import org.mmkit.mm.Parts;
import org.mmkit.mm.VmaSpan;

/** Family B of the corpus: lookup, split, detach. */
enum BugsB implements Bug {

  /** The detach leaves the lookup caches as they are. */
  B_01(
      with(
          Munmap.PART,
          (task, mm) ->
              new Munmap(task, mm) {
                @Override
                protected void invalidateLookups() {}
              })),

  /** The detach takes VMAs out of the tree, but not out of the list. */
  B_02(
      with(
          Munmap.PART,
          (task, mm) ->
              new Munmap(task, mm) {
                @Override
                protected void cutFromList(VmaSpan span) {}
              })),

  /** The detach does not tell the search for room that there is more of it. */
  B_09(
      with(
          Munmap.PART,
          (task, mm) ->
              new Munmap(task, mm) {
                @Override
                protected void updateRoom(VmaSpan span) {}
              }));

  private final Parts parts;

  BugsB(Parts parts) {
    this.parts = parts;
  }

  @Override
  public Parts parts() {
    return parts;
  }
}

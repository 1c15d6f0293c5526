// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.bugs;

import static org.mmkit.mm.Parts.with;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmkit.mm.Detach;
import org.mmkit.mm.Parts;
import org.mmkit.mm.RangeLookup;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.VmaRange;
import org.mmkit.mm.VmaSplit;

/** Family B of the corpus: lookup, split, detach. */
enum BugsB implements Bug {

  /** The detach leaves the lookup caches as they are. */
  B_01(
      with(
          Detach.PART,
          (task, mm) ->
              new Detach(task, mm) {
                @Override
                protected void invalidateLookups() {}
              })),

  /** The detach takes VMAs out of the tree, but not out of the list. */
  B_02(
      with(
          Detach.PART,
          (task, mm) ->
              new Detach(task, mm) {
                @Override
                protected void cutFromList(VmaRange span) {}
              })),

  /** The VMA below a range is still the one from before the first VMA was split. */
  B_04(
      with(
          RangeLookup.PART,
          (task, mm) ->
              new RangeLookup(task, mm) {
                @Override
                protected @Nullable VmArea previous(VmaRange uncut, List<VmArea> cut) {
                  return uncut.previous();
                }
              })),

  /** A split that fails half-way leaves the VMA cut, and the part cut off without one. */
  B_05(
      with(
          VmaSplit.PART,
          (task, mm) ->
              new VmaSplit(task, mm) {
                @Override
                protected void abandon(VmArea vma, VmArea fresh, long address, boolean newBelow) {
                  cut(vma, address, newBelow);
                  super.abandon(vma, fresh, address, newBelow);
                }
              })),

  /** The detach does not tell the search for room that there is more of it. */
  B_09(
      with(
          Detach.PART,
          (task, mm) ->
              new Detach(task, mm) {
                @Override
                protected void updateRoom(VmaRange span) {}
              })),

  /** A split that fails does not close the new VMA of a driver, which was opened. */
  B_12(
      with(
          VmaSplit.PART,
          (task, mm) ->
              new VmaSplit(task, mm) {
                @Override
                protected void closeByOwner(VmArea fresh) {}
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

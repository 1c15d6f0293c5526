// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.jspecify.annotations.Nullable;

/**
 * The list that the VMAs of an mm form beside the tree ({@code mm->mmap}, to Linux 6.0). Walks of a
 * range go by it: from VMA to VMA, to its end.
 */
public final class VmaList {
  /** Longer than any list: more than twice the mappings that a process may have. */
  private static final int TOO_LONG = 1 << 17;

  private @Nullable VmArea first;

  /**
   * Ends the run of a walk that goes in a circle, where tasks have changed the list at the same
   * time.
   *
   * @param walked how many VMAs the walk has met so far
   */
  public static void requireEnd(MmStruct mm, int walked) {
    if (walked > TOO_LONG) {
      throw mm.machine().fatal(MmRule.V2, "the list of VMAs runs in a circle");
    }
  }

  @Nullable VmArea first() {
    return first;
  }

  /** Links a VMA in behind another, or at the head if that is null. */
  void insert(VmArea vma, @Nullable VmArea previous) {
    vma.previous = previous;
    vma.next = previous == null ? first : previous.next;
    setNext(previous, vma);
    if (vma.next != null) {
      vma.next.previous = vma;
    }
  }

  /**
   * Takes out what lies between two VMAs, of which either may be null; the last one taken out is
   * the end of a list of its own then.
   */
  void cut(@Nullable VmArea previous, VmArea last, @Nullable VmArea next) {
    setNext(previous, next);
    if (next != null) {
      next.previous = previous;
    }
    last.next = null;
  }

  private void setNext(@Nullable VmArea previous, @Nullable VmArea vma) {
    if (previous == null) {
      first = vma;
    } else {
      previous.next = vma;
    }
  }

  void clear() {
    first = null;
  }
}

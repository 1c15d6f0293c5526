// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.bugs;

import java.util.List;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.VmaTree;

/** A tree of VMAs that forgets entries, or keeps them when they are gone. */
class ForgetfulTree extends VmaTree {
  /** Entries of a leaf of the maple tree. */
  private static final int LEAF = 4;

  ForgetfulTree(MmStruct mm) {
    super(mm);
  }

  /** Whether a store over the entries [from, to) joins what is left of two leaves. */
  static boolean joinsLeaves(int from, int to) {
    return from < to && from / LEAF != (to - 1) / LEAF && to % LEAF == 0;
  }

  /** An entry is not copied. */
  void lose(int index) {
    if (index < size()) {
      array().remove(index, index + 1);
    }
  }

  /** Freed VMAs stay where walks begin: the head of the list is not reset. */
  void leave(List<VmArea> freed) {
    array().set(freed);
  }
}

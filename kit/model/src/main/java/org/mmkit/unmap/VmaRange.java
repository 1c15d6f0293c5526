// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

import java.util.List;

/** The VMAs found in a range, or why there are none. */
public interface VmaRange {

  /** 0, or the negative errno of the lookup or of a split. */
  int error();

  /** Whether nothing is mapped in the range (or the lookup failed). */
  boolean isEmpty();

  /** First byte of the range. */
  long start();

  /** First byte behind the range, a whole page. */
  long end();

  /** The VMAs, lowest first. */
  List<Vma> vmas();

  /** Whether any is VM_LOCKED. */
  default boolean hasLocked() {
    for (Vma vma : vmas()) {
      if (vma.isLocked()) {
        return true;
      }
    }
    return false;
  }

  /** Whether any is sealed. */
  default boolean hasSealed() {
    for (Vma vma : vmas()) {
      if (vma.isSealed()) {
        return true;
      }
    }
    return false;
  }

  /** Whether any is VM_HUGETLB or VM_PFNMAP. */
  default boolean hasHugetlbOrPfnmap() {
    for (Vma vma : vmas()) {
      if (vma.isHugetlbOrPfnmap()) {
        return true;
      }
    }
    return false;
  }

  /** Whether a uprobe may be in any. */
  default boolean hasUprobes() {
    for (Vma vma : vmas()) {
      if (vma.hasUprobes()) {
        return true;
      }
    }
    return false;
  }
}

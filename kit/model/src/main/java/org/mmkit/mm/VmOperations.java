// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

/** The callbacks of a mapping's owner ({@code vm_operations_struct}); most mappings have none. */
public interface VmOperations {

  /** A VMA of the mapping came into being by a split or a fork. */
  default void open(VmArea vma) {}

  /** A VMA of the mapping goes. */
  default void close(VmArea vma) {}

  /** Whether a VMA may be split at an address: 0 or a negative errno ({@code may_split}). */
  default int maySplit(VmArea vma, long address) {
    return 0;
  }

  /** Whether there is a close callback: such VMAs are never deleted by a merge. */
  default boolean hasClose() {
    return false;
  }
}

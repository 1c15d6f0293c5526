// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.jspecify.annotations.Nullable;
import org.mmkit.machine.OrderedCell;

/** One lock keeps faults out of all VMAs of an mm; a VMA has none of its own. */
abstract class LockOfMmAlone extends VmaLocking {

  @Override
  final void startWrite(VmArea vma) {}

  @Override
  final boolean tryStartWrite(VmArea vma) {
    return true;
  }

  @Override
  final void requireWriteLocked(VmArea vma, MmRule rule, String what) {}

  @Override
  final TreeNodes treeNodes(MmStruct mm) {
    return TreeNodes.whereStoresExcludeReaders();
  }

  @Override
  final void dropDetached(VmaTree tree, long start, long end) {}

  @Override
  final void startRemove(VmArea vma) {}

  @Override
  final @Nullable OrderedCell newLockSequence(MmStruct mm) {
    return null;
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.OrderedCell;
import org.mmkit.mm.uapi.Signal;

/**
 * Since Linux 6.4: a fault takes the lock of its VMA, and mmap_lock only where it has to. So a task
 * locks a VMA before it changes it. The VMAs are in a maple tree alone.
 */
class VmaLocks extends VmaLocking {
  static final VmaLocking OF_ANONYMOUS = new VmaLocks();

  static final VmaLocking OF_FILES_TOO =
      new VmaLocks() {
        @Override
        boolean mayServe(VmArea vma) {
          return true;
        }
      };

  private VmaLocks() {}

  @Override
  public boolean hasVmaLocks() {
    return true;
  }

  @Override
  void startWrite(VmArea vma) {
    vma.lock().startWrite();
  }

  @Override
  boolean tryStartWrite(VmArea vma) {
    return vma.lock().tryStartWrite();
  }

  @Override
  void requireWriteLocked(VmArea vma, MmRule rule, String what) {
    vma.lock().requireWriteLocked(rule, what);
  }

  @Override
  Signal fault(TaskStruct task, Fault fault, long address, AccessKind kind) {
    return fault.underVmaLock(address, kind);
  }

  @Override
  boolean mayServe(VmArea vma) {
    return vma.isAnonymous();
  }

  @Override
  TreeNodes treeNodes(MmStruct mm) {
    return new MapleNodes(mm);
  }

  @Override
  void dropDetached(VmaTree tree, long start, long end) {
    tree.removeDetached(start, end);
  }

  @Override
  void startRemove(VmArea vma) {
    vma.lock().startWrite();
    vma.lock().markDetached(true);
  }

  @Override
  void detach(Detach detach, VmaRange span) {
    detach.clearRange(span);
  }

  @Override
  OrderedCell newLockSequence(MmStruct mm) {
    return mm.newLockSequence();
  }
}

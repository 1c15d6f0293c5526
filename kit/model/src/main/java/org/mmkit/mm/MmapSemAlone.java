// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.jspecify.annotations.Nullable;
import org.mmkit.mm.config.ArchHook;
import org.mmkit.mm.uapi.Signal;
import org.mmkit.mm.uapi.VmFlags;

/**
 * Up to Linux 6.3: faults take mmap_sem for reading, so that a writer is alone. Up to 6.0 the VMAs
 * are in a red-black tree and a list, and tasks cache the VMAs that they found.
 */
final class MmapSemAlone extends LockOfMmAlone {
  static final VmaLocking INSTANCE = new MmapSemAlone();

  private MmapSemAlone() {}

  @Override
  Signal fault(TaskStruct task, Fault fault, long address, AccessKind kind) {
    return Signal.RETRY;
  }

  @Override
  boolean mayServe(VmArea vma) {
    return false;
  }

  @Override
  @Nullable VmArea findVma(TaskStruct task, long address) {
    return task.findCachedVma(address);
  }

  @Override
  void storeParts(VmaSplit split, VmArea vma, VmArea fresh, long address, boolean below) {
    split.storeTwice(vma, fresh, address, below);
  }

  @Override
  void detach(Detach detach, VmaRange span) {
    detach.eraseEach(span);
  }

  @Override
  void forgetCleared(Detach detach) {
    detach.invalidateLookups();
  }

  @Override
  void munlock(Munlock munlock, VmaRange span) {
    munlock.munlockEach(span);
  }

  @Override
  boolean zapMunlocks(VmArea vma) {
    // To 6.0 a locked mapping that goes should have been munlocked first: it is locked no more.
    return !vma.has(VmFlags.VM_LOCKED);
  }

  @Override
  void freePgtables(FreePgtables tables, MmuGather gather, VmaRange span) {
    tables.freeByList(gather, span);
  }

  @Override
  @Nullable BoundsTables newBoundsTables(MmStruct mm) {
    // They were gone (Linux 5.6) long before VMAs had locks of their own.
    return mm.kernel().params().hook() == ArchHook.MPX ? new BoundsTables(mm) : null;
  }
}

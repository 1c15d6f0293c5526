// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.mm.config.Defect;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.VmFlags;

/**
 * How a fault finds its VMA without mmap_lock ({@code lock_vma_under_rcu}): it walks the tree under
 * RCU, locks what it found, and only then makes sure that it is what it looked for.
 */
final class VmaLookup {
  /** Walks in a row that find a VMA which is gone: each needs somebody who replaced it. */
  private static final int TRIES_MAX = 64;

  private final TaskStruct task;
  private final MmStruct mm;
  private boolean foundNothing;

  VmaLookup(TaskStruct task) {
    this.task = task;
    this.mm = task.mm();
  }

  /**
   * The VMA of an address, locked for reading until {@link VmaLock#endService}; or null if the
   * fault has to take mmap_lock.
   */
  VmArea lock(long address, boolean write) {
    if (Long.compareUnsigned(address, Addr.TASK_SIZE) >= 0) {
      return null;
    }
    mm.kernel().rcu().readLock();
    VmArea vma = find(address, write);
    mm.kernel().rcu().readUnlock();
    return vma;
  }

  /** Whether the tree had nothing at the address, which need not be so with mmap_lock held. */
  boolean foundNothing() {
    return foundNothing;
  }

  private VmArea find(long address, boolean write) {
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      VmArea vma = mm.vmas().walk(address);
      foundNothing = vma == null;
      boolean tooEarly = mm.kernel().has(Defect.I_04);
      if (vma == null || tooEarly && !isOfKind(vma, write) || !startRead(vma)) {
        return null;
      }
      boolean covers = vma.start() <= address && address < vma.end();
      if (!covers || !tooEarly && !isOfKind(vma, write)) {
        vma.lock().endRead();
        return null;
      }
      if (!vma.lock().isDetached()) {
        requireServable(vma, address);
        vma.lock().beginService();
        return vma;
      }
      // Something else is there now.
      vma.lock().endRead();
    }
    throw mm.machine()
        .fatal(MmRule.PG2, "lookup at " + Long.toHexString(address) + " finds a detached VMA");
  }

  private boolean startRead(VmArea vma) {
    return mm.kernel().recyclesVmas()
        ? vma.currentLock().startReadRecycled(mm)
        : vma.lock().startRead();
  }

  /** Whether a fault of the kind gets by without mmap_lock: without the neighbours, that is. */
  private boolean isOfKind(VmArea vma, boolean write) {
    if (vma.has(VmFlags.VM_UFFD_FLAGS | VmFlags.VM_HUGETLB | VmFlags.VM_PFNMAP)) {
      return false;
    }
    if (vma.anonVma() != null) {
      return vma.isAnonymous() || mm.kernel().unmapPaths().fileFaultsUnderVmaLock();
    }
    boolean copies = write && !vma.has(VmFlags.VM_SHARED) || vma.hasUprobes();
    return !vma.isAnonymous() && !copies && mm.kernel().unmapPaths().fileFaultsUnderVmaLock();
  }

  /** Rules V9 and I-A: what serves a fault is complete, of the same mm, and in its tree. */
  private void requireServable(VmArea vma, long address) {
    vma.requireComplete();
    if (vma.mm() != mm) {
      report(MmRule.V9, vma, address, "of another mm");
    } else if (!vma.isAttached()) {
      report(MmRule.I_A, vma, address, "which is in no tree");
    }
  }

  private void report(MmRule rule, VmArea vma, long address, String which) {
    mm.machine()
        .report(
            rule,
            "fault at "
                + Long.toHexString(address)
                + " served by VMA "
                + vma.describe()
                + ", "
                + which);
  }
}

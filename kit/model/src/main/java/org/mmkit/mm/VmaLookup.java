// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mmkit.mm.config.Feature;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.VmFlags;

/**
 * How a fault finds its VMA without mmap_lock ({@code lock_vma_under_rcu}): it walks the tree under
 * RCU, locks what it found, and only then makes sure that it is what it looked for.
 */
public class VmaLookup {
  /** How it is made. */
  public static final Part<Function<TaskStruct, VmaLookup>> PART =
      Part.of("lock_vma_under_rcu", VmaLookup::new);

  /** Walks in a row that find a VMA which is gone: each needs another task that replaced it. */
  private static final int TRIES_MAX = 64;

  private final TaskStruct task;
  private final MmStruct mm;

  /** The lookup for a fault of a task. */
  public static VmaLookup of(TaskStruct task) {
    return task.kernel().parts().maker(PART).apply(task);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected VmaLookup(TaskStruct task) {
    this.task = task;
    this.mm = task.mm();
  }

  /**
   * The VMA of an address, locked for reading until {@link VmaLock#endService}; or null if the
   * fault has to take mmap_lock.
   */
  public @Nullable VmArea lock(long address, boolean write) {
    if (Long.compareUnsigned(address, Addr.TASK_SIZE) >= 0) {
      return null;
    }
    return underRcu(address, write, vma -> serves(vma, write));
  }

  /**
   * The VMA in which a range lies that is to be discarded, locked for reading until {@link
   * #unlock}; or null if that takes mmap_lock: where VMAs have no locks, or the kernel does not do
   * so, where the range is not all in one VMA, or somebody is told of what happens to it.
   */
  public @Nullable VmArea lockToDiscard(long start, long end) {
    if (!mm.kernel().params().has(Feature.ADVICE_UNDER_VMA_LOCK)
        || !mm.kernel().vmaLocking().hasVmaLocks()) {
      return null;
    }
    long no = VmFlags.VM_UFFD_FLAGS | VmFlags.VM_HUGETLB;
    return underRcu(start, false, vma -> end <= vma.end() && !vma.has(no));
  }

  /** Lets go of what {@link #lockToDiscard} found. */
  public void unlock(VmArea vma) {
    vma.lock().endService();
  }

  private @Nullable VmArea underRcu(long address, boolean write, Predicate<VmArea> serves) {
    mm.kernel().rcu().readLock();
    VmArea vma = find(address, write, serves);
    mm.kernel().rcu().readUnlock();
    return vma;
  }

  private @Nullable VmArea find(long address, boolean write, Predicate<VmArea> serves) {
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      VmArea vma = walk(address);
      if (vma == null || !startRead(vma, write)) {
        return null;
      }
      boolean covers = vma.start() <= address && address < vma.end();
      if (!covers || !serves.test(vma)) {
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

  /** The VMA of an address that the tree has now, or null. */
  protected @Nullable VmArea walk(long address) {
    return mm.vmas().walk(address);
  }

  /** Locks a VMA for reading, unless a writer has it. */
  protected boolean startRead(VmArea vma, boolean write) {
    return mm.kernel().recyclesVmas()
        ? vma.currentLock().startReadRecycled(mm)
        : vma.lock().startRead();
  }

  /**
   * Whether a fault of the kind gets by without mmap_lock, that is without the neighbours: only
   * with the VMA locked does the answer last.
   */
  protected boolean serves(VmArea vma, boolean write) {
    if (vma.has(VmFlags.VM_UFFD_FLAGS | VmFlags.VM_HUGETLB | VmFlags.VM_PFNMAP)) {
      return false;
    }
    if (vma.anonVma() != null) {
      return mm.kernel().vmaLocking().mayServe(vma);
    }
    boolean copies = write && !vma.has(VmFlags.VM_SHARED) || vma.hasUprobes();
    return !vma.isAnonymous() && !copies && mm.kernel().vmaLocking().mayServe(vma);
  }

  /** Rules V9 and I-A: what serves a fault is complete, of the same mm, and in its tree. */
  private void requireServable(VmArea vma, long address) {
    vma.checks().requireComplete();
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

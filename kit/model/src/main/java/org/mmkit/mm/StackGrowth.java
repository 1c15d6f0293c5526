// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.function.Function;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.RLimits;
import org.mmkit.mm.uapi.VmFlags;

/**
 * Growth of a VM_GROWSDOWN mapping towards a fault below it ({@code expand_downwards}). To Linux
 * 6.4 it moves the boundary with mmap_sem held for reading only, under page_table_lock; since 6.5
 * the fault takes the lock for writing first.
 */
public class StackGrowth {
  /** How it is made. */
  public static final Part<Function<TaskStruct, StackGrowth>> PART =
      Part.of("expand_stack", StackGrowth::new);

  /** No stack grows below this address ({@code vm.mmap_min_addr}). */
  private static final long LOWEST = 65536;

  private final TaskStruct task;

  /** Growth for a fault of a task. */
  static StackGrowth of(TaskStruct task) {
    return task.kernel().parts().maker(PART).apply(task);
  }

  /** As {@link #of}, which everybody calls but a part that does one step otherwise. */
  protected StackGrowth(TaskStruct task) {
    this.task = task;
  }

  /**
   * The VMA of an address that faulted, grown down to it if it is a stack above; or null. Entered
   * and left with mmap_sem held for reading.
   */
  VmArea findOrGrow(long address) {
    VmArea vma = task.findVma(address);
    if (vma == null || Long.compareUnsigned(address, Addr.TASK_SIZE) >= 0) {
      return null;
    }
    if (vma.start() <= address) {
      return vma;
    }
    if (!vma.has(VmFlags.VM_GROWSDOWN)) {
      return null;
    }
    if (growsExclusively()) {
      return growExclusively(address);
    }
    return expand(vma, address) ? vma : null;
  }

  /** Whether it takes mmap_sem for writing first. */
  protected boolean growsExclusively() {
    return task.kernel().unmapPaths().stackGrowsExclusively();
  }

  /** {@code lock_mm_and_find_vma}: there is no upgrade, so all is looked up again. */
  private VmArea growExclusively(long address) {
    MmStruct mm = task.mm();
    mm.mmapSem().upRead();
    mm.mmapSem().downWrite();
    VmArea vma = task.findVma(address);
    boolean found = vma != null && vma.start() <= address;
    if (vma != null && !found && vma.has(VmFlags.VM_GROWSDOWN)) {
      found = expand(vma, address);
    }
    mm.mmapSem().downgradeWrite();
    return found ? vma : null;
  }

  /** Grows the VMA down to the page of the address, unless a limit or a neighbour forbids it. */
  private boolean expand(VmArea vma, long address) {
    long page = Addr.pageStart(address);
    if (page < LOWEST || isTooNear(vma, page)) {
      return false;
    }
    // Its lock is what makes the walkers of the reverse map wait while the boundary moves.
    AnonVmas.prepare(task, vma);
    MmStruct mm = task.mm();
    boolean grown = true;
    if (growsExclusively()) {
      vma.startWrite();
    }
    mm.pageTableLock().lock();
    mm.locks().setGrowingStack(!task.kernel().unmapPaths().stackGrowsExclusively());
    if (page < vma.start()) {
      grown = grow(mm, vma, page);
    }
    mm.locks().setGrowingStack(false);
    mm.pageTableLock().unlock();
    return grown;
  }

  private boolean isTooNear(VmArea vma, long page) {
    VmArea below = task.mm().vmas().before(vma.start());
    if (below == null) {
      return false;
    }
    boolean needsGap = !below.has(VmFlags.VM_GROWSDOWN) && below.has(VmFlags.VM_ACCESS_FLAGS);
    long gap = needsGap ? Addr.STACK_GUARD_PAGES << Addr.PAGE_SHIFT : 0;
    return page - below.end() < gap;
  }

  private boolean grow(MmStruct mm, VmArea vma, long page) {
    long pages = Addr.pages(vma.start() - page);
    long size = vma.end() - page;
    RLimits limits = task.process().limits();
    if (pages > vma.pgoff()
        || size > limits.stack()
        || !Limits.mayExpand(task.process(), vma.flags(), pages)
        || !Limits.mayLock(task.process(), vma.flags(), pages)) {
      return false;
    }
    mm.counters().account(vma.flags(), pages);
    if (vma.has(VmFlags.VM_LOCKED)) {
      mm.counters().addLocked(pages);
    }
    if (vma.has(VmFlags.VM_ACCOUNT)) {
      mm.kernel().account(pages);
    }
    mm.vmas().adjust(vma, page, vma.end(), vma.pgoff() - pages);
    return true;
  }
}

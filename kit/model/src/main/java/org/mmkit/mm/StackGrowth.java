// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.RLimits;
import org.mmkit.mm.uapi.VmFlags;

/**
 * Growth of a VM_GROWSDOWN mapping towards a fault below it ({@code expand_downwards}): to Linux
 * 6.4 with mmap_sem held for reading only, under page_table_lock.
 *
 * @see ExclusiveStackGrowth
 */
public class StackGrowth {
  /** How it is made. */
  public static final Part<Function<TaskStruct, StackGrowth>> PART =
      Part.of("expand_stack", task -> task.kernel().stackLocking().growth(task));

  /** No stack grows below this address ({@code vm.mmap_min_addr}). */
  private static final long LOWEST = 65536;

  private final TaskStruct task;

  /** Growth for a fault of a task. */
  public static StackGrowth of(TaskStruct task) {
    return task.kernel().parts().maker(PART).apply(task);
  }

  /** Growth with mmap_sem held for reading, whatever the era. */
  public static StackGrowth underReaders(TaskStruct task) {
    return new StackGrowth(task);
  }

  /** For the makers and {@link ExclusiveStackGrowth}. */
  StackGrowth(TaskStruct task) {
    this.task = task;
  }

  /**
   * The VMA of an address that faulted, grown down to it if it is a stack above; or null. Entered
   * and left with mmap_sem held for reading.
   */
  @Nullable VmArea findOrGrow(long address) {
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
    return grown(vma, address);
  }

  /** Grows a stack above the address down to it, as access through /proc does, if it can. */
  public void growTo(long address) {
    task.mm().mmapSem().downRead();
    findOrGrow(address);
    task.mm().mmapSem().upRead();
  }

  /** The stack above an address, grown down to it; or null. */
  @Nullable VmArea grown(VmArea vma, long address) {
    return expand(vma, address) ? vma : null;
  }

  /** Keeps faults out of a stack that grows, if the lock that is held lets it. */
  void startWrite(VmArea vma) {}

  /** Grows the VMA down to the page of the address, unless a limit or a neighbour forbids it. */
  final boolean expand(VmArea vma, long address) {
    long page = Addr.pageStart(address);
    if (page < LOWEST || isTooNear(vma, page)) {
      return false;
    }
    // Its lock is what makes the walkers of the reverse map wait while the boundary moves.
    AnonVmas.prepare(task, vma);
    MmStruct mm = task.mm();
    startWrite(vma);
    StackLocking locking = task.kernel().stackLocking();
    mm.pageTableLock().lock();
    locking.begin(mm.locks());
    boolean grown = page >= vma.start() || grow(mm, vma, page);
    locking.end(mm.locks());
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

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.config.Feature;
import org.mmkit.mm.config.VmDeadCheck;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.VmFlags;

/**
 * A fault that takes no lock but that of its page table (the speculative page faults that were
 * posted from 2017 to 2022). The lock of a strategy puts its steps in order, and decides whether
 * what was found still holds. It serves anonymous memory whose page table is there; all else is for
 * the lock.
 *
 * <p>No rule about locks applies to it: a mapping may go between the last look at it and the store
 * and no harm is done, as the munmap has yet to zap what is stored under the lock of the table.
 */
public final class SpeculativeFault {
  private static final long NOT_SERVED =
      VmFlags.VM_UFFD_FLAGS | VmFlags.VM_HUGETLB | VmFlags.VM_PFNMAP | VmFlags.VM_LOCKED;

  private final TaskStruct task;
  private final MmStruct mm;
  private final Machine machine;
  private final long address;
  private final AccessKind kind;

  /** The flags of the VMA when it was found. */
  private long flags;

  private boolean found;

  /** The page table whose lock is held, or null. */
  private @Nullable PteTable table;

  /** The page to be mapped, of which a reference is held, or the zero page. */
  private int frame = PageFrames.ZERO_PAGE;

  private boolean mapped;

  private SpeculativeFault(TaskStruct task, long address, AccessKind kind) {
    this.task = task;
    this.mm = task.mm();
    this.machine = task.machine();
    this.address = address;
    this.kind = kind;
  }

  /** Serves a fault without the lock if the strategy can do that; returns whether it did. */
  static boolean serve(TaskStruct task, long address, AccessKind kind) {
    if (Long.compareUnsigned(address, Addr.TASK_SIZE) >= 0
        || task.kernel().params().has(Feature.THP)
        || task.kernel().unmapPaths().vmDeadTest() != VmDeadCheck.NONE) {
      return false;
    }
    SpeculativeFault fault = new SpeculativeFault(task, address, kind);
    boolean served = task.kernel().unmapPaths().speculate(fault);
    fault.end();
    return served && fault.mapped;
  }

  /** The address, in bytes. */
  public long address() {
    return address;
  }

  /** What the program does there. */
  public AccessKind kind() {
    return kind;
  }

  /** The address space. */
  public MmStruct mm() {
    return mm;
  }

  /** Whether a VMA was found. */
  public boolean isFound() {
    return found;
  }

  /** Whether the lock of the page table is held. */
  public boolean isTableLocked() {
    return table != null;
  }

  /** Finds the VMA and copies its flags; returns whether such a fault can serve it. */
  public boolean findVma() {
    task.kernel().rcu().readLock();
    VmArea vma = mm.vmas().walk(address);
    found = vma != null && serves(vma);
    flags = vma == null ? 0 : vma.flags();
    task.kernel().rcu().readUnlock();
    return found;
  }

  private boolean serves(VmArea vma) {
    return vma.isAnonymous()
        && vma.anonVma() != null
        && !vma.has(NOT_SERVED)
        && !vma.hasUprobes()
        && kind != AccessKind.EXECUTE
        && kind.allowedBy(vma.flags());
  }

  /** Takes the lock of the page table, if the entry of the address is none; returns whether. */
  public boolean lockTable() {
    PteTable there = mm.pageTables().find(address);
    if (there == null || table != null || !isNone(there)) {
      return false;
    }
    if (kind == AccessKind.WRITE && frame == PageFrames.ZERO_PAGE) {
      frame =
          mm.kernel().frames().alloc(task.cpu(), (byte) (PageFrames.ANON | PageFrames.SWAPBACKED));
    }
    if (!there.lock.tryLock()) {
      return false;
    }
    if (!isNone(there)) {
      there.lock.unlock();
      return false;
    }
    table = there;
    return true;
  }

  /** Whether a table is still that of the address, and its entry none; a visible step. */
  private boolean isNone(PteTable there) {
    machine.step(StepKind.PTE_READ, there.id, Access.READ);
    return mm.pageTables().find(address) == there
        && !there.isReclaimed()
        && there.get(PteTable.index(address)) == Pte.NONE
        && !mm.isUnstable();
  }

  /** Stores the entry. */
  public void map() {
    PteTable locked = table;
    if (locked == null || mapped) {
      return;
    }
    long protection = Pte.protection(flags);
    boolean own = frame != PageFrames.ZERO_PAGE;
    locked.set(
        PteTable.index(address),
        Pte.of(frame, protection | (own ? Pte.stored(flags) : Pte.SPECIAL)));
    if (own) {
      mm.kernel().frames().get(frame);
      mm.kernel().frames().addMapping(frame);
      mm.rss().add(RssStat.kindOf(mm.kernel().frames(), frame), 1);
    }
    mapped = true;
  }

  /** Lets go of the lock of the page table. */
  public void unlockTable() {
    PteTable locked = table;
    if (locked != null) {
      table = null;
      locked.lock.unlock();
    }
  }

  /** Whoever forgot the lock meets it on return to user space; the page is not lost. */
  private void end() {
    if (frame != PageFrames.ZERO_PAGE) {
      mm.kernel().frames().put(task.cpu(), frame);
    }
  }
}

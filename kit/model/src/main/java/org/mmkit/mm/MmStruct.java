// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Access;
import org.mmkit.machine.CpuSet;
import org.mmkit.machine.Machine;
import org.mmkit.machine.OrderedCell;
import org.mmkit.machine.RangeLock;
import org.mmkit.machine.RwSemaphore;
import org.mmkit.machine.SpinLock;
import org.mmkit.machine.StepKind;

/** An address space ({@code mm_struct}). */
public final class MmStruct {
  private final Kernel kernel;
  private final long id;
  private final RangeLock mmapSem;
  private final SpinLock pageTableLock;
  private final LockRules locks;
  private final UnmapCoverage coverage;
  private final VmaTree vmas;
  private final PageTables pageTables;
  private final OrderedCell vmacacheSequence;
  private final @Nullable OrderedCell lockSequence;
  private final MmCounters counters;
  private final MmuNotifiers notifiers;
  private final PendingFlushes flushes;
  private final RssStat rss;
  private final MmLayout layout;

  /** {@code mm_users}: the users of the mappings. */
  private int users = 1;

  /** {@code mm_count}: the references to the object; one for all users together. */
  private int references = 1;

  private boolean freed;
  private boolean unstable;
  private final CpuSet cpus = new CpuSet();
  private int unzapped;
  private final @Nullable BoundsTables bounds;
  private final UprobeFlags uprobes;
  private long defFlags;

  MmStruct(Kernel kernel) {
    this.kernel = kernel;
    Machine machine = kernel.machine();
    this.id = machine.newId();
    this.mmapSem = kernel.unmapPaths().newMmapLock(machine);
    this.pageTableLock = new SpinLock(machine, Kernel.PAGE_TABLE_LOCK, machine.newId());
    this.locks = kernel.parts().maker(LockRules.PART).apply(machine, mmapSem);
    this.coverage = new UnmapCoverage(machine);
    this.vmas = kernel.parts().maker(VmaTree.PART).apply(this);
    this.pageTables = PageTables.of(this);
    this.vmacacheSequence = new OrderedCell(machine, machine.newId(), 0, "mm->vmacache_seqnum");
    this.counters = new MmCounters(this);
    this.uprobes = new UprobeFlags(machine);
    this.bounds = kernel.vmaLocking().newBoundsTables(this);
    this.notifiers = new MmuNotifiers(this);
    this.flushes = new PendingFlushes(machine, id);
    this.rss = new RssStat(this);
    this.layout = new MmLayout(locks);
    this.lockSequence = kernel.vmaLocking().newLockSequence(this);
  }

  /** A number that moves on when a writer lets go of mmap_lock. */
  OrderedCell newLockSequence() {
    OrderedCell cell = new OrderedCell(machine(), machine().newId(), 0, "mm->mm_lock_seq");
    if (mmapSem instanceof RwSemaphore semaphore) {
      semaphore.onWriterEnd(kernel.parts().maker(VmaUnlocking.PART).apply(cell));
    }
    return cell;
  }

  /** What VMAs that are locked for writing have noted ({@code mm_lock_seq}). */
  OrderedCell lockSequence() {
    if (lockSequence == null) {
      throw new IllegalStateException("the VMAs of this kernel have no locks of their own");
    }
    return lockSequence;
  }

  public Kernel kernel() {
    return kernel;
  }

  public Machine machine() {
    return kernel.machine();
  }

  public long id() {
    return id;
  }

  /**
   * Takes a reference, under which the mappings stay, unless they are going already ({@code
   * mmget_not_zero}).
   */
  public boolean tryGet() {
    if (users == 0) {
      return false;
    }
    users++;
    return true;
  }

  /** Whether the mappings have a user beside the process. */
  boolean isShared() {
    return users > 1;
  }

  /** Drops a reference; the last one tears the address space down ({@code mmput}). */
  public void put(TaskStruct task) {
    users--;
    if (users == 0) {
      ExitMmap.of(task, this).run();
      drop();
    }
  }

  /** Takes a reference under which the object stays, but not the mappings ({@code mmgrab}). */
  public void grab() {
    references++;
  }

  /** Drops such a reference; the object goes with the last ({@code mmdrop}). */
  public void drop() {
    references--;
    if (references == 0) {
      freed = true;
      if (mmapSem.isLocked()) {
        machine().report(MmRule.U2, "mm freed while somebody holds its mmap_sem");
      }
    }
  }

  /** The lock of the address space. */
  public RangeLock mmapSem() {
    if (freed) {
      throw machine().fatal(MmRule.U2, "mmap_sem of an mm that was freed is used");
    }
    return mmapSem;
  }

  /**
   * Wakes the writer that waits until the faults in a VMA are done ({@code mm->vma_writer_wait}).
   */
  void wakeVmaWriter() {
    machine().step(StepKind.GAP, id, Access.READ);
    if (freed) {
      throw machine().fatal(MmRule.U1, "writer of a VMA woken through an mm that was freed");
    }
  }

  /** Whether a task holds mmap_sem for writing. */
  boolean isBeingWritten() {
    return mmapSem.isWriteLocked();
  }

  /** Whether pages of it were taken away for good ({@code MMF_UNSTABLE}). */
  boolean isUnstable() {
    return unstable;
  }

  /** Says that the pages may have been reaped ({@code MMF_UNSTABLE}): none is brought back. */
  public void setUnstable() {
    unstable = true;
  }

  /** The lock of its upper page tables ({@code page_table_lock}). */
  public SpinLock pageTableLock() {
    return pageTableLock;
  }

  public LockRules locks() {
    return locks;
  }

  /** What each munmap under way has changed. */
  public UnmapCoverage coverage() {
    return coverage;
  }

  /** Its VMAs. */
  public VmaTree vmas() {
    return vmas;
  }

  public PageTables pageTables() {
    return pageTables;
  }

  /** The notifiers of changes in its page tables. */
  public MmuNotifiers notifiers() {
    return notifiers;
  }

  /** Bumped whenever a cached lookup may have become wrong; read without the lock's help. */
  OrderedCell vmacacheSequence() {
    return vmacacheSequence;
  }

  void invalidateVmacache() {
    vmacacheSequence.addAndGet(1);
  }

  /** total_vm, locked_vm and their like. */
  public MmCounters counters() {
    return counters;
  }

  /** Resident pages. */
  public RssStat rss() {
    return rss;
  }

  /** Changes of entries that the TLBs do not know yet. */
  public PendingFlushes flushes() {
    return flushes;
  }

  /** Where the heap and new mappings lie. */
  public MmLayout layout() {
    return layout;
  }

  /** A task of this mm runs, or has run, on a CPU. */
  void runsOn(int cpu) {
    Unnamed.CPUS.touch(machine(), id, Access.ADD);
    cpus.add(cpu);
  }

  /** The CPUs that may have cached its translations ({@code mm_cpumask}). */
  CpuSet cpus() {
    Unnamed.CPUS.touch(machine(), id, Access.READ);
    return cpus;
  }

  /** A VMA was detached before its pages were zapped, or zapped after that. */
  void addUnzapped(int count) {
    unzapped += count;
  }

  /** VMAs that are detached and have pages still. */
  int unzapped() {
    return unzapped;
  }

  /** Whether breakpoints may be in it. */
  public UprobeFlags uprobes() {
    return uprobes;
  }

  /** The bounds of pointers, or null on an architecture that keeps none. */
  public @Nullable BoundsTables bounds() {
    return bounds;
  }

  /** Flags that new mappings get (mlockall's MCL_FUTURE). */
  public long defFlags() {
    return defFlags;
  }

  /** Sets the vm_flags that new mappings get beside their own ({@code def_flags}). */
  public void setDefFlags(long flags) {
    defFlags = flags;
  }

  /** Reports an attached VMA within the span of a page table that is being freed. */
  void requireUnmapped(long start, long end) {
    VmArea user = vmas.array().remaining(start, end);
    if (user != null) {
      machine()
          .report(
              MmRule.T3,
              "page table of "
                  + Long.toHexString(start)
                  + " freed while VMA "
                  + user.describe()
                  + " uses it");
    }
  }

  /** Sets fork's child up with the parent's heap and placement. */
  public void copyLayout(MmStruct parent) {
    layout.copy(parent.layout);
    uprobes.copy(parent.uprobes);
    if (bounds != null && parent.bounds != null) {
      bounds.copy(parent.bounds);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.LockClass;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Rcu;
import org.mmkit.machine.Task;
import org.mmkit.mm.config.Feature;
import org.mmkit.mm.config.KernelParams;
import org.mmkit.mm.uapi.RLimits;

/** One modelled system: its memory, its CPUs' TLBs, its files, and the way in which it unmaps. */
public final class Kernel {
  /** The semaphore of an address space. */
  public static final LockClass MMAP_SEM = LockClass.nestable("&mm->mmap_sem");

  static final LockClass VM_LOCK = LockClass.nestable("&vma->vm_lock->lock");
  static final LockClass PAGE_TABLE_LOCK = LockClass.nestable("&mm->page_table_lock");
  static final LockClass I_MMAP = LockClass.of("&mapping->i_mmap_rwsem");
  static final LockClass INVALIDATE = LockClass.of("mapping.invalidate_lock");
  public static final LockClass BINDER = LockClass.of("&alloc->mutex");
  static final LockClass HUGETLB = LockClass.of("hugetlb_fault_mutex");
  static final LockClass PTL = LockClass.nestable("ptlock_ptr(page)");

  private final Machine machine;
  private final KernelParams params;
  private @Nullable UnmapPaths unmapPaths;
  private final VmaLocking vmaLocking;
  private final StackLocking stackLocking;
  private final Rcu rcu;
  private final PageFrames frames;
  private final Parts parts;
  private final Tlbs tlbs;
  private final HugetlbPool hugetlb;
  private final List<MmStruct> mms = new ArrayList<>(2);
  private final List<ShmSegment> segments = new ArrayList<>(0);
  private final List<PageCache> writtenBack = new ArrayList<>(0);
  private final List<UserfaultfdCtx> userfaultfds = new ArrayList<>(0);
  private final VmaSlab vmaSlab;
  private final CommitCounter committed;
  private long trackedPfns;
  private final OwnMemory ownMemory;
  private int nextPid = 1000;
  private final TreeMap<Integer, Process> processes = new TreeMap<>();

  /**
   * Boots a system.
   *
   * @param unmapPaths how it unmaps
   */
  public Kernel(Machine machine, KernelParams params, UnmapPaths unmapPaths) {
    this(machine, params, unmapPaths, Parts.standard());
  }

  /**
   * Boots a system some of whose parts are made otherwise.
   *
   * @param unmapPaths how it unmaps
   */
  public Kernel(Machine machine, KernelParams params, UnmapPaths unmapPaths, Parts parts) {
    this.machine = machine;
    this.ownMemory = new OwnMemory(machine);
    this.params = params;
    this.unmapPaths = unmapPaths;
    this.parts = parts;
    this.vmaLocking = unmapPaths.vmaLocking();
    this.stackLocking = unmapPaths.stackLocking();
    this.rcu = new Rcu(machine);
    this.committed = new CommitCounter(machine);
    this.frames = new PageFrames(this, machine.cpus());
    this.tlbs = parts.maker(Tlbs.PART).apply(this);
    this.vmaSlab = parts.maker(VmaSlab.PART).apply(this);
    this.hugetlb = new HugetlbPool(params.hugePages());
  }

  /** A process as execve leaves it: an empty heap, and the special mappings. */
  public Process newProcess() {
    MmStruct mm = newMm();
    mm.layout().startHeap(Process.HEAP_START);
    SpecialMappings.install(mm);
    return new Process(nextPid++, mm, RLimits.standard(), true);
  }

  /** Makes a process known by its pid. */
  void addProcess(Process process) {
    processes.put(process.pid(), process);
  }

  /** A process is gone. */
  void removeProcess(Process process) {
    processes.remove(process.pid());
  }

  /** The process of a pid, or null. */
  public @Nullable Process findProcess(int pid) {
    return processes.get(pid);
  }

  /** An address space without mappings, known to the system until it is forgotten. */
  public MmStruct newMm() {
    MmStruct mm = new MmStruct(this);
    mms.add(mm);
    return mm;
  }

  /** An address space has been torn down. */
  public void forget(MmStruct mm) {
    mms.remove(mm);
  }

  /** The address spaces of all processes, oldest first. */
  public List<MmStruct> mms() {
    return mms;
  }

  void add(ShmSegment segment) {
    segments.add(segment);
  }

  /** The segments of SysV shared memory that were made. */
  public List<ShmSegment> segments() {
    return segments;
  }

  void addWrittenBack(PageCache cache) {
    if (!writtenBack.contains(cache)) {
      writtenBack.add(cache);
    }
  }

  /** The caches of files that were written back, all or in part. */
  public List<PageCache> writtenBack() {
    return writtenBack;
  }

  void add(UserfaultfdCtx ctx) {
    userfaultfds.add(ctx);
  }

  /** The userfaultfds that were opened. */
  public List<UserfaultfdCtx> userfaultfds() {
    return userfaultfds;
  }

  /** The next free number of a process. */
  public int takePid() {
    return nextPid++;
  }

  /** The machine that it runs on. */
  public Machine machine() {
    return machine;
  }

  /** Its configuration. */
  public KernelParams params() {
    return params;
  }

  /** What it is made of. */
  public Parts parts() {
    return parts;
  }

  /**
   * Has it unmap in another way of the same era from now on; for a time at which no call is under
   * way.
   *
   * @param paths how it unmaps; null unplugs
   * @throws IllegalArgumentException if the paths are of another era than those of its boot
   */
  public void plug(@Nullable UnmapPaths paths) {
    if (paths != null
        && (paths.vmaLocking() != vmaLocking || paths.stackLocking() != stackLocking)) {
      throw new IllegalArgumentException(
          "a kernel keeps the locking that it was booted with: boot another one for these paths");
    }
    unmapPaths = paths;
  }

  /** How it unmaps. */
  public UnmapPaths unmapPaths() {
    if (unmapPaths == null) {
      throw new IllegalStateException("no way to unmap is plugged in");
    }
    return unmapPaths;
  }

  /** What keeps faults out of VMAs that change. */
  public VmaLocking vmaLocking() {
    return vmaLocking;
  }

  /** How stacks grow. */
  StackLocking stackLocking() {
    return stackLocking;
  }

  /** Its readers without locks. */
  Rcu rcu() {
    return rcu;
  }

  /** Its memory. */
  public PageFrames frames() {
    return frames;
  }

  /** The TLBs of its CPUs. */
  public Tlbs tlbs() {
    return tlbs;
  }

  /** Its pool of huge pages. */
  public HugetlbPool hugetlb() {
    return hugetlb;
  }

  /** Whether an allocation of memory for the kernel's own use fails now. */
  public boolean allocationFails() {
    return ownMemory.runsOut();
  }

  /** While the task does this it has memory set aside, so that no allocation fails. */
  public void withMemoryReserve(Runnable work) {
    ownMemory.withReserve(work);
  }

  /** How many allocations of a task have failed. */
  public int failedAllocations(Task task) {
    return ownMemory.failed(task);
  }

  /** Whether the memory of a freed VMA that has a lock may be used again at once. */
  boolean recyclesVmas() {
    return params.has(Feature.TYPESAFE_VMAS);
  }

  /** Where VMAs come from and go to. */
  public VmaSlab vmaSlab() {
    return vmaSlab;
  }

  /** Page frames of drivers come to be mapped, or go. */
  public void trackPfns(long pages) {
    trackedPfns += pages;
  }

  /** Pages of drivers' memory whose memory type is reserved. */
  public long trackedPfns() {
    return trackedPfns;
  }

  /** Adds pages to those of VM_ACCOUNT mappings, or subtracts them ({@code vm_acct_memory}). */
  public void account(long pages) {
    committed.add(pages);
  }

  /** Pages of all VM_ACCOUNT mappings ({@code vm_committed_as}). */
  public long committedPages() {
    return committed.pages();
  }
}

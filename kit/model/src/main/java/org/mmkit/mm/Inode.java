// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.SpinLock;
import org.mmkit.mm.beside.Truncate;
import org.mmkit.mm.uapi.Addr;

/** A file, a memfd or a piece of shared memory: its size, its page cache and its mappings. */
public final class Inode {

  /** What a descriptor may refer to. */
  public enum Kind {
    /** A file on a disk. */
    REGULAR,
    /** Memory: a memfd, SysV shared memory, or a shared anonymous mapping. */
    SHMEM,
    /** Huge pages. */
    HUGETLB,
    /** A driver's memory: page frames without struct pages, which it can take back. */
    DEVICE,
    /** What the kernel provides as [vdso]. */
    KERNEL_CODE,
    /** The device of zeroes: a private mapping of it is anonymous, a shared one its own memory. */
    ZERO,
    /** Cannot be mapped. */
    DIRECTORY,
    /** Cannot be mapped. */
    PIPE
  }

  /** Of a file of 4 KiB blocks. */
  private static final long BYTES_MAX = (1L << 44) - Addr.PAGE_SIZE;

  /** What tells the list of uprobes from the inode, for steps that touch it. */
  private static final long UPROBES = 1L << 61;

  private final Kernel kernel;
  private final Kind kind;
  private final long id;
  private long size;
  private boolean named;
  private final FileMappings mappings;
  private final PageCache cache;

  /** By position in the file: at which step of the run a uprobe was placed there. */
  private final TreeMap<Long, Long> uprobes = new TreeMap<>();

  private final @Nullable SpinLock hugeLock;
  private @Nullable VmOperations mappingOperations;
  private @Nullable Release release;
  private boolean open = true;

  /** Calls that work on the file right now. */
  private int calls;

  /** What a driver does when its file is released. */
  public interface Release {
    void run(TaskStruct task);
  }

  /** Makes a file of some bytes, all zero. */
  public Inode(Kernel kernel, Kind kind, long size) {
    this.kernel = kernel;
    this.kind = kind;
    this.size = size;
    Machine machine = kernel.machine();
    this.id = machine.newId();
    this.mappings = new FileMappings(machine);
    this.cache = new PageCache(this, kernel);
    this.hugeLock =
        kind == Kind.HUGETLB ? new SpinLock(machine, Kernel.HUGETLB, machine.newId()) : null;
  }

  /** Gives it a name that /proc/PID/maps shows; returns itself. */
  public Inode named() {
    named = true;
    return this;
  }

  /** Whether a program knows it by a name. */
  public boolean isNamed() {
    return named;
  }

  /** What it stands for. */
  public Kind kind() {
    return kind;
  }

  /** Its number in the machine. */
  public long id() {
    return id;
  }

  /** Length in bytes. */
  public long size() {
    return size;
  }

  boolean isKernelCode() {
    return kind == Kind.KERNEL_CODE;
  }

  /** Whether a position lies beyond the largest size that a file on a disk can have. */
  public boolean isTooLong(long position) {
    return position < 0 || kind == Kind.REGULAR && position > BYTES_MAX;
  }

  /** Whether its pages count as shared memory instead of as file pages. */
  public boolean isShmem() {
    return kind == Kind.SHMEM;
  }

  /** Whether a page lies beyond the end of the file. */
  public boolean isBeyondEnd(long pageIndex) {
    return kind != Kind.HUGETLB && pageIndex >= Addr.pages(Addr.pageAlign(size));
  }

  /** Sets the size, and no more: see {@link Truncate}. */
  public void setSize(long newSize) {
    size = newSize;
  }

  /** Its pages in memory. */
  public PageCache cache() {
    return cache;
  }

  /** The VMAs that map it. */
  public FileMappings mappings() {
    return mappings;
  }

  /** Guards the page tables of its huge pages, which processes may share; null for others. */
  @Nullable SpinLock hugeLock() {
    return hugeLock;
  }

  /** Changes the boundaries of a VMA, or what maps its file, so that no truncation can miss it. */
  public static void guarding(VmArea vma, Runnable change) {
    if (vma.file() == null) {
      change.run();
    } else {
      vma.file().inode().mappings.locked(change);
    }
  }

  /** What the owner of the file has to say in its mappings; null if nothing. */
  @Nullable VmOperations mappingOperations() {
    return mappingOperations;
  }

  /** Has mappings of it call their owner ({@code vm_ops}). */
  public void setMappingOperations(VmOperations operations) {
    mappingOperations = operations;
  }

  /** What is to be done when it is neither open nor mapped any more; null if nothing. */
  public void setRelease(@Nullable Release atLast) {
    release = atLast;
  }

  /** The descriptor was closed, or opened. */
  public void setOpen(boolean isOpen) {
    open = isOpen;
  }

  /** A call works on the file: closed meanwhile, it stays ({@code fget}). */
  public Inode get() {
    calls++;
    return this;
  }

  /** That call ends. */
  public void putAfterCall(TaskStruct task) {
    calls--;
    put(task);
  }

  /**
   * Drops a reference ({@code fput}). The release that follows the last one runs when the task
   * returns to its program, because the task may hold locks now.
   */
  public void put(TaskStruct task) {
    if (release == null || open || calls > 0 || isMapped()) {
      return;
    }
    Release last = release;
    release = null;
    kernel.parts().maker(Fput.PART).last(task, last);
  }

  private boolean isMapped() {
    for (MmStruct mm : kernel.mms()) {
      for (int i = 0; i < mm.vmas().size(); i++) {
        OpenFile file = mm.vmas().at(i).file();
        if (file != null && file.inode() == this) {
          return true;
        }
      }
    }
    return false;
  }

  /** Places a uprobe at a position. */
  public void addUprobe(long position) {
    touchUprobes(Access.WRITE);
    uprobes.putIfAbsent(position, kernel.machine().steps());
  }

  void removeUprobe(long position) {
    touchUprobes(Access.WRITE);
    uprobes.remove(position);
  }

  boolean hasUprobe(long from, long to) {
    touchUprobes(Access.READ);
    return !uprobes.isEmpty() && !uprobes.subMap(from, to).isEmpty();
  }

  /** The positions of those in [from, to). */
  List<Long> uprobes(long from, long to) {
    touchUprobes(Access.READ);
    return List.copyOf(uprobes.subMap(from, to).keySet());
  }

  private void touchUprobes(Access access) {
    kernel.machine().touched().add(UPROBES ^ id, access);
  }

  /** Whether one was there before a step of the run. */
  boolean hadUprobe(long from, long to, long step) {
    NavigableMap<Long, Long> there = uprobes.subMap(from, true, to, false);
    return there.values().stream().anyMatch(placed -> placed < step);
  }
}

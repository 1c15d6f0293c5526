// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mmkit.machine.Machine;
import org.mmkit.machine.RwSemaphore;
import org.mmkit.machine.SpinLock;
import org.mmkit.mm.beside.Truncate;
import org.mmkit.mm.config.Defect;
import org.mmkit.mm.uapi.Addr;

/** A file, a memfd or a piece of shared memory: its size, its page cache and who maps it. */
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
    /** Cannot be mapped. */
    DIRECTORY,
    /** Cannot be mapped. */
    PIPE
  }

  private final Kernel kernel;
  private final Kind kind;
  private final long id;
  private long size;
  private boolean named;
  private final TreeMap<Long, Integer> pages = new TreeMap<>();

  /** What was written back of pages, as it was then. */
  private final TreeMap<Long, PageContent> storage = new TreeMap<>();

  private final List<VmArea> mappings = new ArrayList<>(2);
  private final RwSemaphore mappingsLock;
  private final RwSemaphore invalidateLock;
  private final TreeSet<Long> uprobes = new TreeSet<>();
  private final SpinLock hugeLock;
  private VmOperations mappingOperations;
  private Release release;
  private boolean open = true;

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
    this.mappingsLock = new RwSemaphore(machine, Kernel.I_MMAP, machine.newId());
    this.invalidateLock = new RwSemaphore(machine, Kernel.INVALIDATE, machine.newId());
    this.hugeLock =
        kind == Kind.HUGETLB ? new SpinLock(machine, Kernel.HUGETLB, machine.newId()) : null;
  }

  /** Gives it a name that /proc/PID/maps shows; returns itself. */
  public Inode named() {
    named = true;
    return this;
  }

  public boolean isNamed() {
    return named;
  }

  public Kind kind() {
    return kind;
  }

  public long id() {
    return id;
  }

  /** Length in bytes. */
  public long size() {
    return size;
  }

  /** Whether its pages count as shared memory instead of as file pages. */
  public boolean isShmem() {
    return kind == Kind.SHMEM;
  }

  /** Whether a page lies beyond the end of the file. */
  public boolean isBeyondEnd(long pageIndex) {
    return kind != Kind.HUGETLB && pageIndex >= Addr.pages(Addr.pageAlign(size));
  }

  /** The page cache's frame of a page, or -1. */
  public int cached(long pageIndex) {
    return pages.getOrDefault(pageIndex, -1);
  }

  /**
   * The page cache's frame of a page, read in if need be; the cache holds a reference of its own.
   */
  public int page(long pageIndex, int cpu) {
    Integer frame = pages.get(pageIndex);
    if (frame != null) {
      return frame;
    }
    int fresh = kernel.frames().alloc(cpu, isShmem() ? PageFrames.SWAPBACKED : (byte) 0);
    Integer other = pages.putIfAbsent(pageIndex, fresh);
    if (other != null) {
      kernel.frames().put(cpu, fresh);
      return other;
    }
    return fresh;
  }

  /**
   * Reads pages [first, last) of a file in that are not cached, as far as the file goes. What is
   * already in memory, or has no storage, is not read.
   */
  void readAhead(long first, long last, int cpu) {
    long end = Math.min(last, Addr.pages(Addr.pageAlign(size)));
    for (long page = Math.max(first, 0); kind == Kind.REGULAR && page < end; page++) {
      if (!pages.containsKey(page)) {
        pages.put(page, kernel.frames().allocInBulk(cpu, (byte) 0));
      }
    }
  }

  /** Gives a page a fill byte, before anything is mapped. */
  public void fillPage(long pageIndex, byte value) {
    kernel.frames().fill(page(pageIndex, 0), value);
  }

  /** The byte at a position, or -1 at or beyond the end. */
  public int read(long position) {
    if (position >= size) {
      return -1;
    }
    Integer frame = pages.get(position >>> Addr.PAGE_SHIFT);
    return frame == null ? 0 : kernel.frames().read(frame, offset(position)) & 0xff;
  }

  /** Stores a byte at a position, growing the file if need be. */
  public void write(long position, byte value) {
    int frame = page(position >>> Addr.PAGE_SHIFT, 0);
    kernel.frames().write(frame, offset(position), value);
    kernel.frames().set(frame, PageFrames.DIRTY);
    size = Math.max(size, position + 1);
  }

  private static int offset(long position) {
    return (int) (position & (Addr.PAGE_SIZE - 1));
  }

  /** Sets the size, and no more: see {@link Truncate}. */
  public void setSize(long newSize) {
    size = newSize;
  }

  /** Sets the bytes of [from, to), which lies in one page, to zero if the page is cached. */
  public void zero(long from, long to) {
    int frame = cached(from >>> Addr.PAGE_SHIFT);
    if (frame >= 0 && from < to) {
      kernel.frames().zero(frame, offset(from), offset(from) + (int) (to - from));
      kernel.frames().set(frame, PageFrames.DIRTY);
    }
  }

  /** Drops the cached pages [first, last). */
  public void dropPages(long first, long last, int cpu) {
    Map<Long, Integer> gone = new TreeMap<>(pages.subMap(first, last));
    for (Map.Entry<Long, Integer> page : gone.entrySet()) {
      pages.remove(page.getKey());
      storage.remove(page.getKey());
      int frame = page.getValue();
      if (kernel.frames().mapcount(frame) != 0) {
        throw machine().fatal(MmRule.P4, "page " + page.getKey() + " of a file still mapped");
      }
      kernel.frames().put(cpu, frame);
    }
  }

  private Machine machine() {
    return kernel.machine();
  }

  /**
   * Guards {@link #mappings} and the boundaries of the VMAs in it ({@code i_mmap_rwsem}); taken
   * with mmap_sem held.
   */
  public RwSemaphore mappingsLock() {
    return mappingsLock;
  }

  /**
   * Held for reading while a page of the cache is being used or mapped, for writing while pages are
   * taken out of it ({@code invalidate_lock}; stands for the locks of the single pages too). Taken
   * with mmap_sem held, but never the other way round.
   */
  public RwSemaphore invalidateLock() {
    return invalidateLock;
  }

  /** Guards the page tables of its huge pages, which processes may share; null for others. */
  SpinLock hugeLock() {
    return hugeLock;
  }

  /** The VMAs that map it ({@code i_mmap}); the caller holds the lock. */
  public List<VmArea> mappings() {
    return mappings;
  }

  /** Enters a VMA, under the lock. */
  public void link(VmArea vma) {
    withMappingsLocked(() -> mappings.add(vma));
  }

  /** Removes a VMA, under the lock. */
  void unlink(VmArea vma) {
    withMappingsLocked(() -> mappings.remove(vma));
  }

  /** Changes the boundaries of a VMA, or what maps its file, so that no truncation can miss it. */
  public static void guarding(VmArea vma, Runnable change) {
    if (vma.file() == null) {
      change.run();
    } else {
      vma.file().inode().withMappingsLocked(change);
    }
  }

  /** Does something with the mappings locked for writing, by this call or already by the caller. */
  private void withMappingsLocked(Runnable change) {
    boolean locked = mappingsLock.heldWriteBy(machine().current());
    if (!locked) {
      mappingsLock.downWrite();
    }
    change.run();
    if (!locked) {
      mappingsLock.upWrite();
    }
  }

  /** Enters a page that it does not hold yet; the cache takes over the caller's reference. */
  public void addPage(long pageIndex, int frame) {
    if (pages.putIfAbsent(pageIndex, frame) != null) {
      throw machine().fatal(MmRule.P4, "page " + pageIndex + " of a file cached twice");
    }
  }

  /**
   * Another frame holds a cached page from now on; the reference to the old one is the caller's.
   */
  public void replacePage(long pageIndex, int frame) {
    pages.put(pageIndex, frame);
  }

  /** What the owner of the file has to say in its mappings; null if nothing. */
  VmOperations mappingOperations() {
    return mappingOperations;
  }

  public void setMappingOperations(VmOperations operations) {
    mappingOperations = operations;
  }

  /** What is to be done when nobody has it open or mapped any more; null if nothing. */
  public void setRelease(Release atLast) {
    release = atLast;
  }

  /** The descriptor was closed, or opened. */
  public void setOpen(boolean isOpen) {
    open = isOpen;
  }

  /**
   * A reference to it is gone ({@code fput}). What is due after the last one is done when the task
   * returns to its program, for who drops it may hold locks.
   */
  public void put(TaskStruct task) {
    if (release == null || open || isMapped()) {
      return;
    }
    Release last = release;
    release = null;
    if (kernel.has(Defect.F_20)) {
      last.run(task);
    } else {
      task.addWork(() -> last.run(task));
    }
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

  /** Places a uprobe on a page. */
  public void addUprobe(long pageIndex) {
    uprobes.add(pageIndex);
  }

  boolean hasUprobe(long firstPage, long lastPage) {
    return !uprobes.subSet(firstPage, lastPage).isEmpty();
  }

  /** The numbers of the cached pages. */
  public List<Long> pagesInOrder() {
    return List.copyOf(pages.keySet());
  }

  /** A page was written back. */
  public void store(long pageIndex, PageContent content) {
    if (storage.isEmpty()) {
      kernel.addWrittenBack(this);
    }
    storage.put(pageIndex, content);
  }

  /**
   * Reports a page that is clean, by itself and in every mapping, and yet holds something else than
   * its storage: what was stored to it will be lost.
   */
  public void checkStorage() {
    storage.forEach(
        (page, content) -> {
          int frame = cached(page);
          boolean clean = !kernel.frames().has(frame, PageFrames.DIRTY) && !isDirtyInMapping(page);
          if (clean && !kernel.frames().snapshot(frame).holds(content)) {
            machine()
                .report(MmRule.S6, "page " + page + " of a file is clean, but not as it was saved");
          }
        });
  }

  private boolean isDirtyInMapping(long page) {
    return mappings.stream()
        .filter(vma -> page >= vma.pgoff() && page < vma.pgoff() + vma.pages())
        .map(
            vma ->
                vma.mm().pageTables().walk(vma.start() + ((page - vma.pgoff()) << Addr.PAGE_SHIFT)))
        .anyMatch(pte -> Pte.holdsPage(pte) && (pte & Pte.DIRTY) != 0);
  }

  /** Number of cached pages. */
  int cachedPages() {
    return pages.size();
  }
}

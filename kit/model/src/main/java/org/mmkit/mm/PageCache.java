// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mmkit.machine.Machine;
import org.mmkit.machine.RwSemaphore;
import org.mmkit.mm.uapi.Addr;

/**
 * The pages of a file that are in memory, by their number in the file ({@code i_pages} of the
 * kernel's {@code address_space}), and what its storage holds of them. The cache holds a reference
 * to each of its frames.
 */
public final class PageCache {
  private final Inode inode;
  private final Kernel kernel;
  private final RwSemaphore invalidateLock;
  private final TreeMap<Long, Integer> pages = new TreeMap<>();

  private final TreeSet<Long> reclaimed = new TreeSet<>();

  /** Of those, the ones that may have been clean, so that the kernel took them at once. */
  private final TreeSet<Long> givenUp = new TreeSet<>();

  private boolean mayBeClean;

  /** The page that read(2) came to last, far from all pages before the first read. */
  private long lastRead = Long.MIN_VALUE >> 1;

  /** What was written back of pages, as it was then. */
  private final TreeMap<Long, PageContent> storage = new TreeMap<>();

  PageCache(Inode inode, Kernel kernel) {
    this.inode = inode;
    this.kernel = kernel;
    Machine machine = kernel.machine();
    this.invalidateLock = machine.newSemaphore(Kernel.INVALIDATE);
  }

  /** Waits until a page that moves can be found at its new place; a fault is repeated then. */
  void awaitMigration() {
    invalidateLock.downRead();
    invalidateLock.upRead();
  }

  /**
   * Held for reading while a page of the cache is being used or mapped, for writing while pages are
   * taken out of it ({@code invalidate_lock}; stands for the locks of the single pages too). Taken
   * with mmap_sem held, but never the other way round.
   */
  public RwSemaphore invalidateLock() {
    return invalidateLock;
  }

  /** The frame of a page, or -1 if the page is not cached. */
  public int cached(long pageIndex) {
    return pages.getOrDefault(pageIndex, -1);
  }

  /** The frame of a page, which is read in if it is not cached. */
  public int page(long pageIndex, int cpu) {
    Integer frame = pages.get(pageIndex);
    if (frame != null) {
      return frame;
    }
    int fresh = kernel.frames().alloc(cpu, inode.isShmem() ? PageFrames.SWAPBACKED : (byte) 0);
    Integer other = pages.putIfAbsent(pageIndex, fresh);
    if (other != null) {
      kernel.frames().put(cpu, fresh);
      return other;
    }
    return fresh;
  }

  /**
   * Reads in those pages of [first, last) that are not cached, as far as the file goes. Only a file
   * on a disk is read ahead.
   */
  void readAhead(long first, long last, int cpu) {
    if (inode.kind() != Inode.Kind.REGULAR) {
      return;
    }
    long end = Math.min(last, Addr.pages(Addr.pageAlign(inode.size())));
    for (long page = Math.max(first, 0); page < end; page++) {
      if (!pages.containsKey(page)) {
        pages.put(page, kernel.frames().allocInBulk(cpu, (byte) 0));
      }
    }
  }

  /** The file whose pages it has. */
  public Inode inode() {
    return inode;
  }

  /**
   * A page is to be reclaimed as soon as it is written back; no fault-around maps it before.
   *
   * @param dirty whether it is known to be dirty
   */
  public void setReclaimed(long pageIndex, boolean dirty) {
    reclaimed.add(pageIndex);
    if (mayBeClean && !dirty) {
      givenUp.add(pageIndex);
    }
  }

  /** Pages were written back: from now on there are clean ones. */
  public void setWrittenBack() {
    mayBeClean = true;
  }

  /**
   * Whether one of the pages [first, last) was to be reclaimed when it may have been clean: the
   * kernel takes such a page at once, the model keeps it.
   */
  public boolean mayBeGone(long first, long last) {
    return first < last && !givenUp.subSet(first, last).isEmpty();
  }

  boolean isReclaimed(long pageIndex) {
    return reclaimed.contains(pageIndex);
  }

  /** Somebody needs the page after all. */
  void clearReclaimed(long pageIndex) {
    reclaimed.remove(pageIndex);
    givenUp.remove(pageIndex);
  }

  long lastRead() {
    return lastRead;
  }

  void setLastRead(long pageIndex) {
    lastRead = pageIndex;
  }

  /** Gives a page a fill byte, before anything is mapped. */
  public void fillPage(long pageIndex, byte value) {
    kernel.frames().fill(page(pageIndex, 0), value);
  }

  /** The byte at a position, or -1 at or beyond the end of the file. */
  public int read(long position) {
    if (position >= inode.size()) {
      return -1;
    }
    Integer frame = pages.get(position >>> Addr.PAGE_SHIFT);
    return frame == null ? 0 : kernel.frames().read(frame, offset(position)) & 0xff;
  }

  /** Stores a byte at a position; the file grows if the position lies beyond its end. */
  public void write(long position, byte value) {
    int frame = page(position >>> Addr.PAGE_SHIFT, 0);
    kernel.frames().write(frame, offset(position), value);
    kernel.frames().set(frame, PageFrames.DIRTY);
    inode.setSize(Math.max(inode.size(), position + 1));
  }

  /** Sets the bytes of [from, to), which lies in one page, to zero if the page is cached. */
  public void zero(long from, long to) {
    int frame = cached(from >>> Addr.PAGE_SHIFT);
    if (frame >= 0 && from < to) {
      kernel.frames().zero(frame, offset(from), offset(from) + (int) (to - from));
      kernel.frames().set(frame, PageFrames.DIRTY);
    }
  }

  /** The same in one huge page. */
  public void zeroHuge(long from, long to) {
    int frame = cached((from & -Addr.PMD_SIZE) >>> Addr.PAGE_SHIFT);
    if (frame >= 0 && from < to) {
      int offset = (int) (from & (Addr.PMD_SIZE - 1));
      kernel.frames().zero(frame, offset, offset + (int) (to - from));
    }
  }

  private static int offset(long position) {
    return (int) (position & (Addr.PAGE_SIZE - 1));
  }

  /** Enters a page that is not cached yet; the cache takes over the caller's reference. */
  public void add(long pageIndex, int frame) {
    if (pages.putIfAbsent(pageIndex, frame) != null) {
      throw kernel.machine().fatal(MmRule.P4, "page " + pageIndex + " of a file cached twice");
    }
  }

  /** Gives a cached page another frame; the caller takes over the reference to the old one. */
  public void replace(long pageIndex, int frame) {
    pages.put(pageIndex, frame);
  }

  /** Drops the cached pages [first, last). */
  public void drop(long first, long last, int cpu) {
    Map<Long, Integer> gone = new TreeMap<>(pages.subMap(first, last));
    mayBeClean |= !gone.isEmpty();
    gone.forEach(
        (page, frame) -> {
          pages.remove(page);
          storage.remove(page);
          if (kernel.frames().mapcount(frame) != 0) {
            throw kernel.machine().fatal(MmRule.P4, "page " + page + " of a file still mapped");
          }
          kernel.frames().put(cpu, frame);
        });
  }

  /** Drops a page that nobody maps or is about to use ({@code folio_ref_freeze}). */
  public void dropUnused(long pageIndex, int cpu) {
    int frame = cached(pageIndex);
    if (frame >= 0 && kernel.frames().refcount(frame) == 1) {
      drop(pageIndex, pageIndex + 1, cpu);
    }
  }

  /** Number of cached pages. */
  int size() {
    return pages.size();
  }

  /** The numbers of the cached pages, in ascending order. */
  public List<Long> inOrder() {
    return List.copyOf(pages.keySet());
  }

  /** Notes what a page held when it was written back. */
  public void store(long pageIndex, PageContent content) {
    if (storage.isEmpty()) {
      kernel.addWrittenBack(this);
    }
    storage.put(pageIndex, content);
  }

  /**
   * Reports each page that is clean, in the cache and in every mapping, and yet differs from its
   * storage: what was stored to it will be lost.
   */
  public void checkStorage() {
    storage.forEach(
        (page, content) -> {
          int frame = cached(page);
          boolean clean =
              !kernel.frames().has(frame, PageFrames.DIRTY) && !inode.mappings().haveDirty(page);
          if (clean && !kernel.frames().snapshot(frame).holds(content)) {
            kernel
                .machine()
                .report(MmRule.S6, "page " + page + " of a file is clean, but not as it was saved");
          }
        });
  }
}

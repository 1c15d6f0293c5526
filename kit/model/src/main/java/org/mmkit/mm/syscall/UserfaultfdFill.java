// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import org.jspecify.annotations.Nullable;
import org.mmkit.mm.AnonVmas;
import org.mmkit.mm.Fault;
import org.mmkit.mm.HugePmd;
import org.mmkit.mm.HugetlbFault;
import org.mmkit.mm.HugetlbSharing;
import org.mmkit.mm.Inode;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.PageFrames;
import org.mmkit.mm.Pte;
import org.mmkit.mm.PteTable;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.UserfaultfdCtx;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.VmFlags;

/** Pages that a monitor puts into a watched range: UFFDIO_COPY and its like. */
final class UserfaultfdFill {
  private static final Piece NO_HUGE_PAGES = (vma, at) -> -Errno.EINVAL;

  private final TaskStruct task;
  private final UserfaultfdCtx ctx;
  private final MmStruct mm;
  private final PageFrames frames;

  UserfaultfdFill(TaskStruct task, UserfaultfdCtx ctx) {
    this.task = task;
    this.ctx = ctx;
    this.mm = ctx.mm();
    this.frames = task.kernel().frames();
  }

  /**
   * Puts pages where there are none, all bytes with one value; pages of zeroes need no memory.
   *
   * @return 0; {@code -EEXIST} and its like for the first page, {@code -EAGAIN} for a later one
   */
  long fill(long start, long length, byte value) {
    return each(start, length, (vma, at) -> page(vma, at, value), hugePages(value));
  }

  /** UFFDIO_POISON: declares pages broken where there are none; markers are in its way too. */
  long poison(long start, long length) {
    return each(start, length, this::marker, NO_HUGE_PAGES);
  }

  /** UFFDIO_CONTINUE: maps the pages that shared memory has. */
  long proceed(long start, long length) {
    return each(start, length, this::cachedPage, NO_HUGE_PAGES);
  }

  /** What is done to one page of a watched range: 0 or a negative errno. */
  private interface Piece {
    int apply(VmArea vma, long address);
  }

  private long each(long start, long length, Piece small, Piece large) {
    if (!Userfaultfd.isValid(start, length)) {
      return -Errno.EINVAL;
    }
    mm.mmapSem().downRead();
    int error = 0;
    VmArea vma = ctx.mmapChanging() != 0 ? null : watched(start, start + length);
    if (ctx.mmapChanging() != 0) {
      error = -Errno.EAGAIN;
    } else if (vma == null) {
      error = -Errno.ENOENT;
    }
    boolean huge = vma != null && vma.has(VmFlags.VM_HUGETLB);
    if (huge && ((start | length) & (Addr.PMD_SIZE - 1)) != 0) {
      error = -Errno.EINVAL;
    }
    long step = huge ? Addr.PMD_SIZE : Addr.PAGE_SIZE;
    for (long at = start; vma != null && error == 0 && at < start + length; at += step) {
      error = (huge ? large : small).apply(vma, at);
      error = error != 0 && at > start ? -Errno.EAGAIN : error;
    }
    mm.mmapSem().upRead();
    if (error == 0) {
      ctx.wake(start, start + length);
    }
    return error;
  }

  /** The VMA that holds the whole range, if a userfaultfd watches it. */
  private @Nullable VmArea watched(long start, long end) {
    VmArea vma = task.findVma(start, mm);
    if (vma != null && vma.start() <= start && !vma.has(VmFlags.VM_SHARED)) {
      // Before it is known whether anything watches the range.
      AnonVmas.prepare(task, vma);
    }
    if (vma == null || vma.start() > start || end > vma.end()) {
      return null;
    }
    return vma.userfaultfd() == null ? null : vma;
  }

  private int page(VmArea vma, long address, byte value) {
    if (vma.file() != null && vma.has(VmFlags.VM_SHARED)) {
      return sharedPage(vma, address, value);
    }
    if (isBehindEnd(vma, address)) {
      return -Errno.EFAULT;
    }
    if (value == 0) {
      long bits = Pte.protection(vma.flags()) | Pte.SPECIAL;
      return install(vma, address, Pte.of(PageFrames.ZERO_PAGE, bits));
    }
    AnonVmas.prepare(task, vma);
    int frame = frames.alloc(task.cpu(), (byte) (PageFrames.ANON | PageFrames.SWAPBACKED));
    frames.fill(frame, value);
    int error = install(vma, address, entry(vma, frame));
    frames.put(task.cpu(), frame);
    return error;
  }

  /** A device that has no size lies behind its end. */
  private static boolean isBehindEnd(VmArea vma, long address) {
    return vma.file() != null && vma.inode().isBeyondEnd(vma.pgoffOf(address))
        || vma.has(VmFlags.VM_ZERO_DEVICE);
  }

  /** The page goes into the file as well, while no truncation can run. */
  private int sharedPage(VmArea vma, long address, byte value) {
    Inode inode = vma.inode();
    inode.cache().invalidateLock().downRead();
    int error = cachedPage(vma, address, value, inode);
    inode.cache().invalidateLock().upRead();
    return error;
  }

  /** One that the file has already is not replaced. */
  private int cachedPage(VmArea vma, long address, byte value, Inode inode) {
    long page = vma.pgoffOf(address);
    if (inode.isBeyondEnd(page)) {
      return -Errno.EFAULT;
    }
    if (inode.cache().cached(page) >= 0) {
      return -Errno.EEXIST;
    }
    int frame = frames.alloc(task.cpu(), PageFrames.SWAPBACKED);
    frames.fill(frame, value);
    if (inode.cache().cached(page) >= 0) {
      frames.put(task.cpu(), frame);
      return -Errno.EEXIST;
    }
    inode.cache().add(page, frame);
    int error = install(vma, address, entry(vma, frame));
    // A fault beside may have found the page in the file and mapped it.
    boolean there = Pte.frame(mm.pageTables().walk(address)) == frame;
    return there ? 0 : error;
  }

  /** Private mappings get it too, but not to store to. */
  private int cachedPage(VmArea vma, long address) {
    if (vma.file() == null || !vma.inode().isShmem()) {
      return -Errno.EINVAL;
    }
    Inode inode = vma.inode();
    long page = vma.pgoffOf(address);
    if (inode.isBeyondEnd(page)) {
      return -Errno.EINVAL;
    }
    int cached = inode.cache().cached(page);
    if (cached < 0) {
      return -Errno.EFAULT;
    }
    // Truncation may drop the page from the cache while this goes on.
    frames.get(cached);
    long stored = vma.has(VmFlags.VM_SHARED) ? Pte.stored(vma.flags()) : Pte.DIRTY;
    int error = install(vma, address, Pte.of(cached, Pte.protection(vma.flags()) | stored));
    frames.put(task.cpu(), cached);
    return error;
  }

  private static long entry(VmArea vma, int frame) {
    return Pte.of(frame, Pte.protection(vma.flags()) | Pte.stored(vma.flags()));
  }

  private int install(VmArea vma, long address, long pte) {
    PteTable table = mm.pageTables().alloc(address);
    int index = PteTable.index(address);
    table.lock.lock();
    if (table.isReclaimed()) {
      table.lock.unlock();
      return install(vma, address, pte);
    }
    // A marker is no page, so that one may take its place; but not the page of zeroes.
    boolean zero = Pte.frame(pte) == PageFrames.ZERO_PAGE;
    if (!zero && (table.get(index) & Pte.FATAL) != 0) {
      table.put(index, Pte.NONE);
    }
    boolean free = table.get(index) == Pte.NONE;
    if (free) {
      Fault.of(task).map(vma, table, index, pte);
    }
    table.lock.unlock();
    return free ? 0 : -Errno.EEXIST;
  }

  private int marker(VmArea vma, long address) {
    if (isBehindEnd(vma, address)) {
      return -Errno.EFAULT;
    }
    PteTable table = mm.pageTables().alloc(address);
    int index = PteTable.index(address);
    table.lock.lock();
    boolean reclaimed = table.isReclaimed();
    boolean free = !reclaimed && table.get(index) == Pte.NONE;
    if (free) {
      table.set(index, Pte.POISON);
    }
    table.lock.unlock();
    if (reclaimed) {
      return marker(vma, address);
    }
    return free ? 0 : -Errno.EEXIST;
  }

  private Piece hugePages(byte value) {
    return (vma, at) -> hugePage(vma, at, value);
  }

  private int hugePage(VmArea vma, long base, byte value) {
    HugetlbSharing.of(vma).lock();
    int error = mm.pageTables().pmd(base) instanceof HugePmd ? -Errno.EEXIST : 0;
    int frame = error == 0 ? new HugetlbFault(task).map(vma, base) : 0;
    if (frame > 0) {
      frames.fill(frame, value);
    }
    HugetlbSharing.of(vma).unlock();
    return frame < 0 ? -Errno.ENOMEM : error;
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.VmFlags;

/** How much of a file is read in when one page of it is missing, with 128 KiB of read-ahead. */
public final class ReadAhead {
  private static final long WINDOW = 32;
  private static final long FIRST_READ = 4;
  private static final long HUGE = Addr.PMD_SIZE / Addr.PAGE_SIZE;

  private ReadAhead() {}

  /**
   * A page that a fault needs: the pages around it, unless the accesses were said to be random; of
   * code those behind it, as far as the mapping goes (Linux 6.16). Where huge pages were asked for,
   * the 2 MiB around it come in any case (4687fdbb805a, Linux 5.18).
   */
  static void fault(VmArea vma, Inode inode, long page, int cpu) {
    if (inode.cache().cached(page) >= 0) {
      return;
    }
    if (vma.has(VmFlags.VM_HUGEPAGE)) {
      long start = page & -HUGE;
      inode
          .cache()
          .readAhead(start, start + (vma.has(VmFlags.VM_RAND_READ) ? HUGE : 2 * HUGE), cpu);
      return;
    }
    if (vma.has(VmFlags.VM_RAND_READ)) {
      return;
    }
    boolean forwards = vma.has(VmFlags.VM_SEQ_READ | VmFlags.VM_EXEC);
    long first = forwards ? page : page - WINDOW / 2;
    long last = first + WINDOW;
    if (vma.has(VmFlags.VM_EXEC) && !vma.has(VmFlags.VM_SEQ_READ)) {
      last = Math.min(last, vma.pgoff() + vma.pages());
    }
    inode.cache().readAhead(first, last, cpu);
  }

  /**
   * The page of a position that read(2) needs: a few behind it too where reads go on from the start
   * of the file or from the page before; alone where they jump.
   */
  public static void read(Inode inode, long position, int cpu) {
    long page = Addr.pages(position);
    if (position < inode.size() && inode.cache().cached(page) < 0) {
      long distance = page - inode.cache().lastRead();
      boolean goesOn = page == 0 || distance == 0 || distance == 1;
      inode.cache().readAhead(page, page + (goesOn ? FIRST_READ : jump(inode, page)), cpu);
    }
    if (position < inode.size()) {
      inode.cache().setLastRead(page);
    }
  }

  /** A reader that jumps gets one page, unless it seems to have come through those before. */
  private static long jump(Inode inode, long page) {
    long before = 0;
    while (before < WINDOW && inode.cache().cached(page - before - 1) >= 0) {
      before++;
    }
    if (before <= 1) {
      return 1;
    }
    boolean fromStart = before == page;
    return Math.min((fromStart ? 2 * before : before) + 1, WINDOW);
  }
}

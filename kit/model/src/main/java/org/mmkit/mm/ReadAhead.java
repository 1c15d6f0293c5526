// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.VmFlags;

/** How much of a file is read in when one page of it is missing, with 128 KiB of read-ahead. */
public final class ReadAhead {
  private static final long WINDOW = 32;
  private static final long FIRST_READ = 4;

  private ReadAhead() {}

  /** A page that a fault needs: the pages around it, unless the accesses were said to be random. */
  static void fault(VmArea vma, Inode inode, long page, int cpu) {
    if (inode.cache().cached(page) < 0 && !vma.has(VmFlags.VM_RAND_READ)) {
      long before = vma.has(VmFlags.VM_SEQ_READ) ? 0 : WINDOW / 2;
      inode.cache().readAhead(page - before, page - before + WINDOW, cpu);
    }
  }

  /** The page of a position that read(2) needs: a few behind it too. */
  public static void read(Inode inode, long position, int cpu) {
    long page = Addr.pages(position);
    if (position < inode.size() && inode.cache().cached(page) < 0) {
      inode.cache().readAhead(page, page + FIRST_READ, cpu);
    }
  }
}

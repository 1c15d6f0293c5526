// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import java.util.BitSet;
import org.mmkit.machine.Access;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.Pte;
import org.mmkit.mm.PteTable;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.VmFlags;

/** mincore(2): which pages of a range need no input to be used. */
final class Mincore {
  /** Pages that are looked at under one hold of the lock. */
  private static final long BATCH = Addr.PAGE_SIZE;

  private final TaskStruct task;
  private final MmStruct mm;

  Mincore(TaskStruct task) {
    this.task = task;
    this.mm = task.mm();
  }

  /** Takes the answers for some pages of the range; false ends the call with -EFAULT. */
  private interface Vector {
    boolean store(int first, int count);
  }

  /** Sets the bits of the resident pages; returns 0 or a negative errno. */
  long query(long start, long length, BitSet resident) {
    return query(start, length, resident, (first, count) -> true);
  }

  /** The same; after each VMA its answers are stored, a byte for a page. */
  long query(long start, long length, BitSet resident, long vector) {
    boolean valid = Addr.isPageAligned(start) && Addr.inUserSpace(start, length);
    if (valid && !Addr.inUserSpace(vector, Addr.pages(Addr.pageAlign(length)))) {
      return -Errno.EFAULT;
    }
    UserCopy copy = new UserCopy(task);
    return query(
        start,
        length,
        resident,
        (first, count) -> copy.store(vector + first, bytes(resident, first, count)));
  }

  private static byte[] bytes(BitSet bits, int first, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (bits.get(first + i) ? 1 : 0);
    }
    return bytes;
  }

  private long query(long start, long length, BitSet resident, Vector vector) {
    if (!Addr.isPageAligned(start)) {
      return -Errno.EINVAL;
    }
    if (!Addr.inUserSpace(start, length)) {
      return -Errno.ENOMEM;
    }
    long end = start + Addr.pageAlign(length);
    for (long at = start; at < end; ) {
      mm.mmapSem().downRead();
      long limit = Math.min(end, at + BATCH * Addr.PAGE_SIZE);
      int first = (int) Addr.pages(at - start);
      long done = batch(at, limit, first, resident);
      mm.mmapSem().upRead();
      if (done < 0) {
        return done;
      }
      if (!vector.store(first, (int) Addr.pages(done - at))) {
        return -Errno.EFAULT;
      }
      at = done;
    }
    return 0;
  }

  /** Answers for one VMA; returns where it got to, or a negative errno. */
  private long batch(long start, long end, int first, BitSet resident) {
    VmArea vma = task.lookupVma(start);
    if (vma == null) {
      return -Errno.ENOMEM;
    }
    long limit = Math.min(vma.end(), end);
    for (long page = start; page < limit; page += Addr.PAGE_SIZE) {
      resident.set(first + (int) Addr.pages(page - start), isResident(vma, page));
    }
    return limit;
  }

  private boolean isResident(VmArea vma, long page) {
    PteTable table = mm.pageTables().find(page);
    if (table != null) {
      task.machine().step(StepKind.PTE_READ, table.id, Access.READ);
    }
    long pte = mm.pageTables().walk(page);
    if (Pte.holdsPage(pte)) {
      return true;
    }
    if (vma.has(VmFlags.VM_HUGETLB)) {
      // Where this process has a table, it alone counts; where it has none, the file does.
      long head = vma.pgoffOf(page & -Addr.PMD_SIZE);
      boolean hasTable = mm.pageTables().pmdTable(page) != null;
      return !hasTable && vma.inode().cache().cached(head) >= 0;
    }
    boolean cache = vma.file() != null;
    return cache && vma.inode().cache().cached(vma.pgoffOf(page)) >= 0;
  }
}

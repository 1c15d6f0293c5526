// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.beside;

import java.util.List;
import org.mmkit.mm.Inode;
import org.mmkit.mm.MmuGather;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.Zap;
import org.mmkit.mm.uapi.Addr;

/**
 * A file that gets shorter, longer or a hole: its mappings lose their pages, then the cache does.
 */
public final class Truncate {
  private static final long END_OF_FILE = Long.MAX_VALUE >>> Addr.PAGE_SHIFT;

  private final TaskStruct task;
  private final Inode inode;

  public Truncate(TaskStruct task, Inode inode) {
    this.task = task;
    this.inode = inode;
  }

  /** Sets the size in bytes ({@code truncate_setsize}); private copies of cut pages go too. */
  public void resize(long size) {
    inode.cache().invalidateLock().downWrite();
    long old = inode.size();
    inode.setSize(size);
    if (size > old) {
      // What was stored behind the end, through a mapping, is not part of the file.
      inode.cache().zero(old, Addr.pageAlign(old));
    }
    if (size < old) {
      long first = Addr.pages(Addr.pageAlign(size));
      unmap(first, END_OF_FILE, true);
      inode.cache().zero(size, first << Addr.PAGE_SHIFT);
      inode.cache().drop(first, END_OF_FILE, task.cpu());
    }
    inode.cache().invalidateLock().upWrite();
  }

  /** Makes [offset, offset + bytes) a hole ({@code FALLOC_FL_PUNCH_HOLE}); private copies stay. */
  public void punch(long offset, long bytes) {
    long end = offset + bytes;
    if (inode.kind() == Inode.Kind.HUGETLB) {
      punchHuge(offset, end);
      return;
    }
    long first = Addr.pages(Addr.pageAlign(offset));
    long last = Addr.pages(end);
    inode.cache().invalidateLock().downWrite();
    if (first > last) {
      inode.cache().zero(offset, end);
    } else {
      inode.cache().zero(offset, first << Addr.PAGE_SHIFT);
      inode.cache().zero(last << Addr.PAGE_SHIFT, end);
    }
    if (inode.kind() == Inode.Kind.REGULAR) {
      // A file system unmaps the pages at the edges too, of which it clears a part.
      unmap(Addr.pages(offset), Addr.pages(Addr.pageAlign(end)), false);
    } else if (first < last) {
      unmap(first, last, false);
    }
    if (first < last) {
      inode.cache().drop(first, last, task.cpu());
    }
    inode.cache().invalidateLock().upWrite();
  }

  /** Whole huge pages go, and what was promised and not used stays; of others a part is cleared. */
  private void punchHuge(long offset, long end) {
    long first = Addr.pages((offset + Addr.PMD_SIZE - 1) & -Addr.PMD_SIZE);
    long last = Addr.pages(end & -Addr.PMD_SIZE);
    inode.cache().invalidateLock().downWrite();
    inode.cache().zeroHuge(offset, Math.min(end, first << Addr.PAGE_SHIFT));
    inode.cache().zeroHuge(Math.max(offset, last << Addr.PAGE_SHIFT), end);
    if (first < last) {
      unmapHuge(first, last);
      inode.cache().drop(first, last, task.cpu());
    }
    inode.cache().invalidateLock().upWrite();
  }

  /** Held for writing: tables that are shared with other processes are left under this lock. */
  private void unmapHuge(long first, long last) {
    inode.mappings().lock().downWrite();
    List<VmArea> vmas = List.copyOf(inode.mappings().vmas());
    vmas.forEach(vma -> unmapIn(vma, first, last, false));
    inode.mappings().lock().upWrite();
  }

  /** Zaps the file's pages [first, last) in every mapping ({@code unmap_mapping_range}). */
  void unmap(long first, long last, boolean evenCopies) {
    inode.mappings().lock().downRead();
    for (VmArea vma : List.copyOf(inode.mappings().vmas())) {
      unmapIn(vma, first, last, evenCopies);
    }
    inode.mappings().lock().upRead();
  }

  private void unmapIn(VmArea vma, long first, long last, boolean evenCopies) {
    vma.checks().requireSetUp();
    long from = Math.max(first, vma.pgoff());
    long to = Math.min(last, vma.pgoff() + vma.pages());
    if (from < to) {
      long start = vma.start() + ((from - vma.pgoff()) << Addr.PAGE_SHIFT);
      zap(vma, start, start + ((to - from) << Addr.PAGE_SHIFT), evenCopies);
    }
  }

  private void zap(VmArea vma, long start, long end, boolean evenCopies) {
    MmuGather gather = MmuGather.of(task, vma.mm());
    Zap zap = Zap.of(task, gather).keepingGuards();
    (evenCopies ? zap : zap.keepingCopies()).single(vma, start, end);
    gather.finish();
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.beside;

import java.util.List;
import org.mmkit.machine.Access;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.Inode;
import org.mmkit.mm.Kernel;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.PageFrames;
import org.mmkit.mm.Pte;
import org.mmkit.mm.PteTable;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.VmFlags;

/**
 * Writes the dirty pages of a file to its storage. A page is made clean first, in every mapping
 * ({@code page_mkclean}): the next store to it faults, and so makes it dirty again.
 */
public final class WriteBack {
  private final Kernel kernel;
  private final Inode inode;
  private final PageFrames frames;

  public WriteBack(Kernel kernel, Inode inode) {
    this.kernel = kernel;
    this.inode = inode;
    this.frames = kernel.frames();
  }

  /** Writes all that is dirty ({@code write_cache_pages}); what has no storage stays as it is. */
  public void run() {
    if (inode.kind() != Inode.Kind.REGULAR) {
      return;
    }
    inode.cache().invalidateLock().downWrite();
    inode.cache().setWrittenBack();
    for (long page : inode.cache().inOrder()) {
      int frame = inode.cache().cached(page);
      if (frames.has(frame, PageFrames.DIRTY)) {
        write(page, frame);
      }
    }
    inode.cache().invalidateLock().upWrite();
  }

  private void write(long page, int frame) {
    inode.mappings().lock().downRead();
    for (VmArea vma : List.copyOf(inode.mappings().vmas())) {
      boolean maps = page >= vma.pgoff() && page < vma.pgoff() + vma.pages();
      if (maps && vma.has(VmFlags.VM_SHARED)) {
        clean(vma.mm(), vma.start() + ((page - vma.pgoff()) << Addr.PAGE_SHIFT), frame);
      }
    }
    inode.mappings().lock().upRead();
    kernel.machine().step(StepKind.COUNTER, inode.id(), Access.WRITE);
    frames.clear(frame, PageFrames.DIRTY);
    inode.cache().store(page, frames.snapshot(frame));
  }

  /** A zap of this entry holds the table lock until no CPU can store through it any more. */
  private void clean(MmStruct mm, long address, int frame) {
    PteTable table = mm.pageTables().find(address);
    if (table == null) {
      return;
    }
    int index = PteTable.index(address);
    table.lock.lock();
    long pte = table.get(index);
    if (Pte.holdsNormalPage(pte) && Pte.frame(pte) == frame && (pte & Pte.STORED) != 0) {
      mm.flushes().begin();
      table.set(index, pte & ~Pte.STORED);
      kernel.tlbs().flush(mm, address, address + Addr.PAGE_SIZE, false);
      mm.flushes().end();
    }
    table.lock.unlock();
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.beside;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.machine.Access;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.Inode;
import org.mmkit.mm.Kernel;
import org.mmkit.mm.Mlock;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.PageFrames;
import org.mmkit.mm.Part;
import org.mmkit.mm.Pte;
import org.mmkit.mm.PteTable;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.uapi.Addr;

/**
 * Moves a page of a file to another frame, as compaction does ({@code migrate_pages}): without
 * mmap_sem, by the reverse map alone. Meanwhile every entry that mapped the page holds its place; a
 * fault on one waits for the page's lock.
 */
public class Migration {
  /** How it is made. */
  public static final Part<Maker> PART = Part.of("migrate_pages", Migration::new);

  /** Makes one. */
  public interface Maker {
    Migration make(TaskStruct task, Inode inode, long page);
  }

  private final TaskStruct task;
  private final Kernel kernel;
  private final PageFrames frames;
  private final Inode inode;
  private final long page;
  private final List<MmStruct> entered = new ArrayList<>(1);

  /** What is done to the entry of the page in one mapping; the lock of its table is held. */
  private interface Change {
    void entry(VmArea vma, PteTable table, int index);
  }

  /** A move of a page of a file. */
  public static Migration of(TaskStruct task, Inode inode, long page) {
    return task.kernel().parts().maker(PART).make(task, inode, page);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected Migration(TaskStruct task, Inode inode, long page) {
    this.task = task;
    this.kernel = task.kernel();
    this.frames = kernel.frames();
    this.inode = inode;
    this.page = page;
  }

  /** Moves the page, unless it is not in memory or another reference to it exists. */
  public void run() {
    inode.cache().invalidateLock().downWrite();
    int old = inode.cache().cached(page);
    if (old >= 0) {
      move(old);
    }
    inode.cache().invalidateLock().upWrite();
  }

  private void move(int old) {
    forEachMapping((vma, table, index) -> takeOut(vma, table, index, old));
    // One reference is the page cache's.
    boolean free = frames.refcount(old) == 1;
    int target = free ? copyOf(old) : old;
    if (free) {
      inode.cache().replace(page, target);
    }
    forEachMapping((vma, table, index) -> putBack(vma, table, index, old, target));
    if (free) {
      frames.put(task.cpu(), old);
    }
    entered.forEach(mm -> mm.flushes().end());
  }

  private int copyOf(int old) {
    int fresh = frames.alloc(task.cpu(), (byte) 0);
    frames.copy(old, fresh);
    if (frames.has(old, PageFrames.DIRTY)) {
      frames.set(fresh, PageFrames.DIRTY);
    }
    return fresh;
  }

  private void forEachMapping(Change change) {
    inode.mappings().lock().downRead();
    for (VmArea vma : List.copyOf(inode.mappings().vmas())) {
      if (page >= vma.pgoff() && page < vma.pgoff() + vma.pages()) {
        long address = vma.start() + ((page - vma.pgoff()) << Addr.PAGE_SHIFT);
        PteTable table = vma.mm().pageTables().find(address);
        if (table != null) {
          table.lock.lock();
          change.entry(vma, table, PteTable.index(address));
          table.lock.unlock();
        }
      }
    }
    inode.mappings().lock().upRead();
  }

  /** {@code try_to_unmap}. */
  private void takeOut(VmArea vma, PteTable table, int index, int old) {
    long pte = table.get(index);
    if (!Pte.holdsNormalPage(pte) || Pte.frame(pte) != old) {
      return;
    }
    MmStruct mm = vma.mm();
    if (!entered.contains(mm)) {
      entered.add(mm);
      mm.flushes().begin();
    }
    long address = table.addressOf(index);
    mm.notifiers().start(address, address + Addr.PAGE_SIZE);
    table.set(index, Pte.of(old, Pte.MIGRATION));
    kernel.tlbs().flush(mm, address, address + Addr.PAGE_SIZE, false);
    mm.notifiers().end();
    if ((pte & Pte.DIRTY) != 0) {
      frames.set(old, PageFrames.DIRTY);
    }
    frames.removeMapping(old);
    Mlock.pageUnmapped(vma, frames, old);
    frames.put(task.cpu(), old);
  }

  /**
   * {@code remove_migration_ptes}: only where the place is still held. An entry that is none has
   * been zapped since, and maybe no task will look at it again.
   */
  protected void putBack(VmArea vma, PteTable table, int index, int old, int target) {
    if (table.get(index) == Pte.of(old, Pte.MIGRATION)) {
      map(vma, table, index, target);
    }
  }

  /** Maps the page where its place was held. */
  protected final void map(VmArea vma, PteTable table, int index, int target) {
    kernel.machine().step(StepKind.PTE_WRITE, table.id, Access.WRITE);
    table.put(index, Pte.of(target, Pte.protection(vma.flags())));
    frames.get(target);
    frames.addMapping(target);
    Mlock.pageMapped(vma, target);
  }

  /** Whether the page was mapped in an address space when the move began. */
  protected final boolean wasMappedIn(MmStruct mm) {
    return entered.contains(mm);
  }
}

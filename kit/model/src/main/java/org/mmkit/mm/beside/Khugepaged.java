// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.beside;

import java.util.List;
import org.mmkit.mm.Inode;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.config.Defect;
import org.mmkit.mm.uapi.Addr;

/**
 * What khugepaged does to the mappings of a file when it puts a huge page in place of its first 512
 * pages ({@code collapse_file}): it unmaps them, then takes the page tables that held them, so that
 * the next fault may map the huge page. The pages themselves stay small here, and as they are.
 */
public final class Khugepaged {
  private static final long PAGES = Addr.pages(Addr.PMD_SIZE);

  private final TaskStruct task;
  private final Inode inode;

  public Khugepaged(TaskStruct task, Inode inode) {
    this.task = task;
    this.inode = inode;
  }

  public void collapse() {
    inode.cache().invalidateLock().downWrite();
    new Truncate(task, inode).unmap(0, PAGES, false);
    if (task.kernel().has(Defect.G_21)) {
      retractWithoutLocks();
    } else {
      retract();
    }
    inode.cache().invalidateLock().upWrite();
  }

  /**
   * Takes the tables ({@code retract_page_tables}): i_mmap keeps the walkers of the file's mappings
   * out, mmap_sem those of the address space, and its own lock the faults of a VMA. Nobody is
   * waited for, who may wait for the pages: then the table stays.
   */
  private void retract() {
    inode.mappings().lock().downWrite();
    for (VmArea vma : inode.mappings().vmas()) {
      MmStruct mm = vma.mm();
      if (spansTable(vma) && mm.mmapSem().tryDownWrite()) {
        if (vma.tryStartWrite()) {
          mm.pageTables().retract(addressIn(vma));
        }
        mm.mmapSem().upWrite();
      }
    }
    inode.mappings().lock().upWrite();
  }

  /** Notes the mappings under the lock, and takes their tables under the page-table lock alone. */
  private void retractWithoutLocks() {
    inode.mappings().lock().downRead();
    List<VmArea> found = inode.mappings().vmas().stream().filter(Khugepaged::spansTable).toList();
    inode.mappings().lock().upRead();
    for (VmArea vma : found) {
      vma.mm().pageTables().retract(addressIn(vma));
    }
  }

  private static long addressIn(VmArea vma) {
    return vma.start() - (vma.pgoff() << Addr.PAGE_SHIFT);
  }

  private static boolean spansTable(VmArea vma) {
    long address = addressIn(vma);
    return vma.anonVma() == null
        && (address & (Addr.PMD_SIZE - 1)) == 0
        && vma.start() <= address
        && address + Addr.PMD_SIZE <= vma.end();
  }
}

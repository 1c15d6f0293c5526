// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.beside;

import java.util.function.BiFunction;
import org.mmkit.mm.Inode;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.Part;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.uapi.Addr;

/**
 * What khugepaged does to the mappings of a file when it puts a huge page in place of its first 512
 * pages ({@code collapse_file}): it unmaps them, then takes the page tables that held them, so that
 * the next fault may map the huge page. The pages themselves stay small here, and as they are.
 */
public class Khugepaged {
  /** How it is made. */
  public static final Part<BiFunction<TaskStruct, Inode, Khugepaged>> PART =
      Part.of("khugepaged", Khugepaged::new);

  private static final long PAGES = Addr.pages(Addr.PMD_SIZE);

  private final TaskStruct task;
  private final Inode inode;

  /** One that is to collapse a file. */
  public static Khugepaged of(TaskStruct task, Inode inode) {
    return task.kernel().parts().maker(PART).apply(task, inode);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected Khugepaged(TaskStruct task, Inode inode) {
    this.task = task;
    this.inode = inode;
  }

  /** Unmaps the pages everywhere, then takes the page tables that held them. */
  public void collapse() {
    inode.cache().invalidateLock().downWrite();
    new Truncate(task, inode).unmap(0, PAGES, false);
    retract();
    inode.cache().invalidateLock().upWrite();
  }

  /**
   * Takes the tables ({@code retract_page_tables}): i_mmap keeps the walkers of the file's mappings
   * out, mmap_sem those of the address space, and its own lock the faults of a VMA. Nobody is
   * waited for, since its holder may wait for the pages: then the table stays.
   */
  protected void retract() {
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

  protected final long addressIn(VmArea vma) {
    return vma.start() - (vma.pgoff() << Addr.PAGE_SHIFT);
  }

  protected final boolean spansTable(VmArea vma) {
    long address = addressIn(vma);
    return vma.anonVma() == null
        && (address & (Addr.PMD_SIZE - 1)) == 0
        && vma.start() <= address
        && address + Addr.PMD_SIZE <= vma.end();
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.beside;

import org.mmkit.machine.Access;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.PteTable;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.config.Defect;
import org.mmkit.mm.uapi.Errno;

/**
 * How a driver that is handed an address of its user finds the page frame behind it: by walking the
 * page tables, for there is no struct page to pin ({@code follow_pfn}).
 */
public final class FollowPfn {
  private final TaskStruct task;
  private final MmStruct mm;

  public FollowPfn(TaskStruct task) {
    this.task = task;
    this.mm = task.mm();
  }

  /** 0 if a driver's memory is mapped at the address, present or not, else {@code -EINVAL}. */
  public long find(long address) {
    mm.mmapSem().downRead();
    boolean anywhere = task.kernel().has(Defect.D_12);
    VmArea vma = anywhere ? task.findVma(address) : task.lookupVma(address);
    long result = -Errno.EINVAL;
    if (vma != null && vma.isPfnmap()) {
      walk(address);
      result = 0;
    }
    mm.mmapSem().upRead();
    return result;
  }

  private void walk(long address) {
    PteTable table = mm.pageTables().find(address);
    if (table != null) {
      table.lock.lock();
      task.machine().step(StepKind.PTE_READ, table.id, Access.READ);
      table.get(PteTable.index(address));
      table.lock.unlock();
    }
  }
}

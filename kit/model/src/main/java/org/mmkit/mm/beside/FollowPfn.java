// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.beside;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Access;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.Part;
import org.mmkit.mm.PteTable;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.uapi.Errno;

/**
 * How a driver that is handed an address of its user finds the page frame behind it: by walking the
 * page tables, for there is no struct page to pin ({@code follow_pfn}).
 */
public class FollowPfn {
  /** How it is made. */
  public static final Part<Function<TaskStruct, FollowPfn>> PART =
      Part.of("follow_pfn", FollowPfn::new);

  private final TaskStruct task;
  private final MmStruct mm;

  /** A lookup for a task. */
  public static FollowPfn of(TaskStruct task) {
    return task.kernel().parts().maker(PART).apply(task);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected FollowPfn(TaskStruct task) {
    this.task = task;
    this.mm = task.mm();
  }

  /** 0 if a driver's memory is mapped at the address, present or not, else {@code -EINVAL}. */
  public long find(long address) {
    mm.mmapSem().downRead();
    VmArea vma = vmaAt(address);
    long result = -Errno.EINVAL;
    if (vma != null && vma.isPfnmap()) {
      walk(address);
      result = 0;
    }
    mm.mmapSem().upRead();
    return result;
  }

  /** The VMA that holds the address, or null. */
  protected @Nullable VmArea vmaAt(long address) {
    return task.lookupVma(address);
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

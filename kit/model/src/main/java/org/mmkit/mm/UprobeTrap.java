// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.function.Function;
import org.mmkit.mm.uapi.Signal;

/** What happens when a program runs into a breakpoint ({@code handle_swbp}). */
public class UprobeTrap {
  /** How it is made. */
  public static final Part<Function<TaskStruct, UprobeTrap>> PART =
      Part.of("uprobes", UprobeTrap::new);

  private final TaskStruct task;
  private final MmStruct mm;

  /** A trap of a task. */
  public static UprobeTrap of(TaskStruct task) {
    return task.kernel().parts().maker(PART).apply(task);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected UprobeTrap(TaskStruct task) {
    this.task = task;
    this.mm = task.mm();
  }

  /** NONE if the breakpoint at an address is a probe's, TRAP if it is the program's own. */
  public Signal trap(long address) {
    if (!mm.uprobes().has()) {
      return Signal.TRAP;
    }
    mm.mmapSem().downRead();
    VmArea vma = task.lookupVma(address);
    boolean known = vma != null && Uprobes.hits(vma, address);
    if (!known && mm.uprobes().testAndClearRecalc() && !anyLeft()) {
      clearAndUnlock();
    } else {
      mm.mmapSem().upRead();
    }
    return known ? Signal.NONE : Signal.TRAP;
  }

  /** Notes that no breakpoints are left, while mmap_sem keeps new ones away. */
  protected void clearAndUnlock() {
    mm.uprobes().clear();
    mm.mmapSem().upRead();
  }

  private boolean anyLeft() {
    for (VmArea vma = mm.vmas().find(0); vma != null; vma = mm.vmas().atOrAfter(vma.end())) {
      if (Uprobes.has(vma)) {
        return true;
      }
    }
    return false;
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.function.Function;

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

  /** Where a task goes on that ran into a breakpoint. */
  public enum Resumption {
    /** Behind it: a probe has handled it. */
    BEHIND,
    /** At it, once more: meanwhile somebody has unmapped or replaced it. */
    AT,
    /** In the handler of SIGTRAP: the breakpoint is the program's own. */
    SIGNAL
  }

  /** Finds out whose breakpoint is at an address. */
  public Resumption trap(long address) {
    if (!mm.uprobes().has()) {
      return Resumption.SIGNAL;
    }
    mm.mmapSem().downRead();
    VmArea vma = task.lookupVma(address);
    Resumption resumption =
        vma != null && Uprobes.hits(vma, address)
            ? Resumption.BEHIND
            : vma != null && isStillThere(address) ? Resumption.SIGNAL : Resumption.AT;
    boolean known = resumption == Resumption.BEHIND;
    if (!known && mm.uprobes().testAndClearRecalc() && !anyLeft()) {
      clearAndUnlock();
    } else {
      mm.mmapSem().upRead();
    }
    return resumption;
  }

  /** Whether a breakpoint is at an address; mmap_sem is held ({@code is_trap_at_addr}). */
  private boolean isStillThere(long address) {
    Gup gup = Gup.of(task, mm);
    int frame = gup.pin(address, false, true);
    if (frame < 0) {
      return false;
    }
    boolean isTrap = gup.readPinned(frame, address) == (Uprobes.INT3 & 0xff);
    task.kernel().frames().put(task.cpu(), frame);
    return isTrap;
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

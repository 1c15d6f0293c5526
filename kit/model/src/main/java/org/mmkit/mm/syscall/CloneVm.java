// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import java.util.function.Function;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.Part;
import org.mmkit.mm.Process;
import org.mmkit.mm.TaskStruct;

/** clone(2) with CLONE_VM: a process on the same address space. */
public class CloneVm {
  /** How it is made. */
  public static final Part<Function<TaskStruct, CloneVm>> PART = Part.of("copy_mm", CloneVm::new);

  private final TaskStruct task;

  /** A call by a task. */
  static CloneVm of(TaskStruct task) {
    return task.kernel().parts().maker(PART).apply(task);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected CloneVm(TaskStruct task) {
    this.task = task;
  }

  /** Makes the child, which has no task of its own yet. */
  Process run() {
    Process parent = task.process();
    takeReference(parent.mm());
    return new Process(task.kernel().takePid(), parent.mm(), parent.limits(), parent.capIpcLock());
  }

  /** The child is one more user of the address space ({@code mmget}). */
  protected void takeReference(MmStruct mm) {
    mm.tryGet();
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.beside;

import java.util.function.Function;
import org.mmkit.machine.Access;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.Kernel;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.MmuGather;
import org.mmkit.mm.Part;
import org.mmkit.mm.Process;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.Zap;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.VmFlags;

/**
 * Takes the memory of a process that is being killed before it gets round to that itself ({@code
 * process_mrelease}, {@code __oom_reap_task_mm}). It pins the mm, but not its mappings, so that the
 * last exit need not wait for it.
 */
public class Reaper {
  /** How it is made. */
  public static final Part<Function<TaskStruct, Reaper>> PART = Part.of("oom_reaper", Reaper::new);

  private final TaskStruct task;
  private final Kernel kernel;

  /** A reaper that runs in a task. */
  public static Reaper of(TaskStruct task) {
    return task.kernel().parts().maker(PART).apply(task);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected Reaper(TaskStruct task) {
    this.task = task;
    this.kernel = task.kernel();
  }

  /** process_mrelease(2): 0 or a negative errno. */
  public long release(int pid) {
    Process victim = kernel.findProcess(pid);
    if (victim == null) {
      return -Errno.ESRCH;
    }
    if (!victim.isDying()) {
      return -Errno.EINVAL;
    }
    MmStruct mm = victim.mm();
    mm.grab();
    // From here on the victim may exit.
    task.machine().step(StepKind.GAP, mm.id(), Access.READ);
    long result = -Errno.EINTR;
    if (mm.mmapSem().downReadKillable() == 0) {
      reap(mm);
      mm.mmapSem().upRead();
      result = 0;
    }
    mm.drop();
    return result;
  }

  /**
   * Zaps what no other process can need: not the pages of locked mappings, which munlock has to
   * come to first, nor of shared ones. A later fault on such a page must not see a fresh one.
   */
  private void reap(MmStruct mm) {
    mm.setUnstable();
    for (VmArea vma = mm.vmas().find(0); vma != null; vma = mm.vmas().atOrAfter(vma.end())) {
      if (!vma.has(kept())) {
        MmuGather gather = MmuGather.of(task, mm);
        Zap.of(task, gather).range(vma, vma.start(), vma.end());
        gather.finish();
      }
    }
  }

  /** Flags of the mappings that are left alone. */
  protected long kept() {
    return VmFlags.VM_LOCKED | VmFlags.VM_HUGETLB | VmFlags.VM_PFNMAP | VmFlags.VM_SHARED;
  }
}

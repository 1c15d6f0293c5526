// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.mmkit.mm.uapi.Addr;

/**
 * Tears an address space down when its last user goes ({@code exit_mmap}). A task with a reference
 * to the object alone ({@code mmgrab}) may still take the lock and walk the mappings. So this takes
 * the lock too, and leaves no mapping to be found.
 */
public class ExitMmap {
  /** How it is made. */
  public static final Part<BiFunction<TaskStruct, MmStruct, ExitMmap>> PART =
      Part.of("exit_mmap", ExitMmap::new);

  private final TaskStruct task;
  private final MmStruct mm;
  private final Kernel kernel;

  /** The end of an address space, which need not be that of the task. */
  static ExitMmap of(TaskStruct task, MmStruct mm) {
    return mm.kernel().parts().maker(PART).apply(task, mm);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected ExitMmap(TaskStruct task, MmStruct mm) {
    this.task = task;
    this.mm = mm;
    this.kernel = mm.kernel();
  }

  void run() {
    VmaRange span = all();
    Munmap munmap = new Munmap(task, mm);
    lockAndTearDown(munmap, span);
    Invariants.checkGone(mm);
    kernel.forget(mm);
  }

  private VmaRange all() {
    List<VmArea> all = new ArrayList<>();
    for (int i = 0; i < mm.vmas().size(); i++) {
      all.add(mm.vmas().at(i));
    }
    return new VmaRange(0, Addr.TASK_SIZE, 0, null, all);
  }

  /** Keeps out those that hold no more than the object: they walk the mappings too. */
  protected void lockAndTearDown(Munmap munmap, VmaRange span) {
    mm.mmapSem().downWrite();
    tearDown(munmap, span);
    mm.mmapSem().upWrite();
  }

  /** Removes all mappings. */
  protected void tearDown(Munmap munmap, VmaRange span) {
    if (span.isEmpty()) {
      return;
    }
    munmap.munlock().munlock(span);
    munmap.detach().detachAll(span);
    munmap.unmapRegion(span);
    munmap.removeVmas().remove(span);
  }
}

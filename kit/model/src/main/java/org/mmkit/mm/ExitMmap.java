// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.mm.config.Defect;
import org.mmkit.mm.uapi.Addr;

/**
 * Tears an address space down when its last user goes ({@code exit_mmap}). Who holds no more than
 * the object may still walk the mappings, with the lock: so the lock is taken, and nothing is left
 * to be found.
 */
final class ExitMmap {
  private final TaskStruct task;
  private final MmStruct mm;
  private final Kernel kernel;

  /** Prepares the end of an address space, which need not be the task's own. */
  ExitMmap(TaskStruct task, MmStruct mm) {
    this.task = task;
    this.mm = mm;
    this.kernel = mm.kernel();
  }

  void run() {
    VmaRange span = all();
    Munmap munmap = new Munmap(task, mm);
    if (kernel.has(Defect.G_15)) {
      withoutLock(() -> munmap.munlock().munlock(span));
    }
    if (kernel.has(Defect.G_16)) {
      withoutLock(() -> tearDown(munmap, span));
    } else {
      mm.mmapSem().downWrite();
      tearDown(munmap, span);
      mm.mmapSem().upWrite();
    }
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

  private void withoutLock(Runnable work) {
    mm.locks().setExclusive(true);
    work.run();
    mm.locks().setExclusive(false);
  }

  private void tearDown(Munmap munmap, VmaRange span) {
    if (span.isEmpty()) {
      return;
    }
    munmap.munlock().munlock(span);
    munmap.detach().detachAll(span);
    munmap.unmapRegion(span);
    munmap.removeVmas().remove(span);
    if (kernel.has(Defect.G_17)) {
      mm.vmas().leave(span.vmas());
    }
  }
}

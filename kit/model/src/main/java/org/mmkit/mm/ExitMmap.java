// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.ArrayList;
import java.util.List;

/** Tears an address space down when its last user goes ({@code exit_mmap}). */
final class ExitMmap {
  private final TaskStruct task;
  private final MmStruct mm;

  /** Prepares the end of an address space, which need not be the task's own. */
  ExitMmap(TaskStruct task, MmStruct mm) {
    this.task = task;
    this.mm = mm;
  }

  void run() {
    mm.locks().setExclusive(true);
    List<VmArea> all = new ArrayList<>();
    for (int i = 0; i < mm.vmas().size(); i++) {
      all.add(mm.vmas().at(i));
    }
    if (!all.isEmpty()) {
      VmaSpan span = new VmaSpan(0, Addr.TASK_SIZE, 0, null, all);
      Munmap munmap = new Munmap(task, mm);
      munmap.munlock(span);
      munmap.detachAll(span);
      munmap.unmapRegion(span);
      munmap.removeVmaList(span);
    }
    Invariants.checkGone(mm);
    mm.kernel().forget(mm);
  }
}

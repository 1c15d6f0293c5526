// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.beside;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.mmkit.mm.Gup;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.Part;
import org.mmkit.mm.Pte;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.VmFlags;

/**
 * What a core dump does to the memory of a process: it notes the mappings in a moment when no task
 * can change them ({@code dump_vma_snapshot}), then writes the pages of each. Threads are gone by
 * then, but not every task that may change mappings is one: a monitor of userfaultfd is not.
 */
public class CoreDump {
  /** How it is made. */
  public static final Part<Function<TaskStruct, CoreDump>> PART =
      Part.of("coredump", CoreDump::new);

  private final TaskStruct task;
  private final MmStruct mm;

  /** A dump of the task's own process. */
  public static CoreDump of(TaskStruct task) {
    return task.kernel().parts().maker(PART).apply(task);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected CoreDump(TaskStruct task) {
    this.task = task;
    this.mm = task.mm();
  }

  /** A mapping as it was noted. */
  private record Segment(long start, long end) {}

  /** Dumps; returns 0, or {@code -EINTR} if a fatal signal came first. */
  public long run() {
    if (mm.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    List<Segment> segments = new ArrayList<>();
    for (VmArea vma = mm.vmas().find(0); vma != null; vma = mm.vmas().atOrAfter(vma.end())) {
      if (isDumped(vma)) {
        segments.add(new Segment(vma.start(), vma.end()));
      }
    }
    mm.mmapSem().upWrite();
    for (Segment segment : segments) {
      write(segment.start(), segment.end());
    }
    return 0;
  }

  /** Whether it was written to and may be dumped ({@code vma_dump_size}). */
  protected final boolean isDumped(VmArea vma) {
    return vma.anonVma() != null && !vma.has(VmFlags.VM_IO | VmFlags.VM_DONTDUMP);
  }

  /** Reads the pages that are there, under the lock each time ({@code get_dump_page}). */
  protected final void write(long start, long end) {
    for (long address = start; address < end; address += Addr.PAGE_SIZE) {
      mm.mmapSem().downRead();
      if (Pte.holdsPage(mm.pageTables().walk(address))) {
        int frame = Gup.of(task, mm).pin(address, false, true);
        if (frame >= 0) {
          task.kernel().frames().put(task.cpu(), frame);
        }
      }
      mm.mmapSem().upRead();
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.machine.Access;
import org.mmkit.machine.StepKind;

/**
 * The userfaultfd contexts that learn of one munmap ({@code userfaultfd_unmap_prep} and complete).
 */
public final class UnmapEvents {
  private record Event(UserfaultfdCtx ctx, long start, long end) {}

  private final TaskStruct task;
  private final List<Event> events = new ArrayList<>(0);

  /** An empty list for a call of a task. */
  public UnmapEvents(TaskStruct task) {
    this.task = task;
  }

  /**
   * Notes the contexts with the UNMAP event; one entry for each context and range.
   *
   * @return 0, or {@code -ENOMEM} with nothing noted
   */
  public int prep(VmaSpan span) {
    for (VmArea vma : span.vmas()) {
      UserfaultfdCtx ctx = vma.userfaultfd();
      if (ctx == null || !ctx.wantsUnmapEvents()) {
        continue;
      }
      Event event = new Event(ctx, span.start(), span.end());
      if (!events.contains(event)) {
        if (task.kernel().allocationFails()) {
          events.forEach(noted -> noted.ctx().abandonUnmap());
          events.clear();
          return -Errno.ENOMEM;
        }
        ctx.beginUnmap();
        events.add(event);
      }
    }
    return 0;
  }

  /** Delivers the events; without mmap_sem, which the monitor may need. */
  public void complete() {
    boolean held = task.mm().mmapSem().heldBy(task.task());
    if (held && !events.isEmpty()) {
      task.machine()
          .report(MmRule.F_E, "event delivered with mmap_sem held: its reader may need it");
    }
    for (Event event : events) {
      task.machine().step(StepKind.HOOK, event.ctx().mm().id(), Access.WRITE);
      event.ctx().endUnmap();
    }
    events.clear();
  }
}

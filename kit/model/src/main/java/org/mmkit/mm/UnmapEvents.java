// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.mmkit.mm.uapi.Errno;

/**
 * The userfaultfd contexts that learn of one munmap ({@code userfaultfd_unmap_prep} and complete).
 */
public class UnmapEvents {
  /** How they are made. */
  public static final Part<Function<TaskStruct, UnmapEvents>> PART =
      Part.of("userfaultfd_unmap_prep", UnmapEvents::new);

  private record Event(UserfaultfdCtx ctx, long start, long end) {}

  private final TaskStruct task;
  private final List<Event> events = new ArrayList<>(0);

  /** The removed ranges that a userfaultfd watches, and the delivered events (rule F-E). */
  private final List<Event> owed = new ArrayList<>(0);

  private final List<Event> delivered = new ArrayList<>(0);

  /** An empty list for a call of a task. */
  public static UnmapEvents of(TaskStruct task) {
    return task.kernel().parts().maker(PART).apply(task);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected UnmapEvents(TaskStruct task) {
    this.task = task;
  }

  /**
   * Notes the contexts with the UNMAP event; one entry for each context and range.
   *
   * @return 0, or {@code -ENOMEM} with nothing noted
   */
  public int prep(VmaRange span) {
    for (VmArea vma : span.vmas()) {
      UserfaultfdCtx ctx = vma.userfaultfd();
      if (ctx == null || !ctx.wantsUnmapEvents()) {
        continue;
      }
      if (!isNoted(ctx, span)) {
        if (task.kernel().allocationFails()) {
          events.forEach(noted -> noted.ctx().abandonUnmap());
          events.clear();
          return -Errno.ENOMEM;
        }
        ctx.beginUnmap();
        events.add(new Event(ctx, span.start(), span.end()));
      }
    }
    return 0;
  }

  /** Whether a context will get the event of the range already, for another VMA of it. */
  protected boolean isNoted(UserfaultfdCtx ctx, VmaRange span) {
    return events.contains(new Event(ctx, span.start(), span.end()));
  }

  /**
   * Delivers the events; without mmap_sem, which the monitor may need. That holds where there is
   * none too: a preparation that fails may have noted some.
   */
  public void complete() {
    boolean held = task.mm().mmapSem().heldBy(task.task());
    if (held) {
      report("delivered with mmap_sem held: its reader may need it");
    }
    for (Event event : List.copyOf(events)) {
      if (delivered.contains(event)) {
        report("delivered twice for one range");
      }
      delivered.add(event);
      event.ctx().endUnmap(event.start(), event.end());
    }
    events.clear();
  }

  /** VMAs are gone for good. */
  public void removed(VmaRange span) {
    for (VmArea vma : span.vmas()) {
      UserfaultfdCtx ctx = vma.userfaultfd();
      if (ctx != null && ctx.wantsUnmapEvents()) {
        owed.add(new Event(ctx, vma.start(), vma.end()));
      }
    }
  }

  /**
   * The munmap has succeeded: each context that watched what was removed must know of it, and no
   * other one of anything. (One that fails for want of memory may have told of the range: the
   * kernel does.)
   *
   * @param delivery whether it must have been told; otherwise the caller does so later
   */
  public void check(boolean delivery) {
    if (delivery && !events.isEmpty()) {
      report("noted and not delivered");
    }
    for (Event told : delivered) {
      if (owed.stream().noneMatch(gone -> gone.ctx() == told.ctx())) {
        report("delivered to one that watched nothing of what was unmapped");
      }
    }
    for (Event gone : owed) {
      if (!covers(events, gone) && !covers(delivered, gone)) {
        report("lost for " + Long.toHexString(gone.start()) + "-" + Long.toHexString(gone.end()));
      }
    }
  }

  private static boolean covers(List<Event> some, Event gone) {
    for (Event event : some) {
      if (event.ctx() == gone.ctx() && event.start() <= gone.start() && gone.end() <= event.end()) {
        return true;
      }
    }
    return false;
  }

  private void report(String what) {
    task.machine().report(MmRule.F_E, "event of userfaultfd " + what);
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import java.util.function.Function;
import org.mmkit.mm.FreeArea;
import org.mmkit.mm.Limits;
import org.mmkit.mm.MmCost;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.Part;
import org.mmkit.mm.Populate;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.UnmapEvents;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.VmaMerge;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.VmFlags;

/**
 * brk(2) with the results of Linux 6.18. A shrink is the strategy's to carry out; mm->brk is
 * lowered before it, because the lock may have been downgraded when it returns, and restored if it
 * fails.
 */
public class Brk {
  /** How it is made. */
  public static final Part<Function<TaskStruct, Brk>> PART = Part.of("brk", Brk::new);

  private static final long FLAGS =
      VmFlags.VM_READ
          | VmFlags.VM_WRITE
          | VmFlags.VM_MAYREAD
          | VmFlags.VM_MAYWRITE
          | VmFlags.VM_MAYEXEC
          | VmFlags.VM_ACCOUNT;

  private final TaskStruct task;
  private final MmStruct mm;
  private final UnmapEvents events;
  private boolean downgraded;
  private boolean populate;

  /** A call by a task. */
  static Brk of(TaskStruct task) {
    return task.kernel().parts().maker(PART).apply(task);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected Brk(TaskStruct task) {
    this.task = task;
    this.mm = task.mm();
    this.events = UnmapEvents.of(task);
  }

  /** Moves the break; returns the break as it is afterwards, which is the old one on failure. */
  long brk(long wanted) {
    if (mm.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    long old = mm.layout().brk();
    boolean done = locked(wanted, old);
    long now = done ? wanted : old;
    if (downgraded) {
      mm.mmapSem().upRead();
    } else {
      mm.mmapSem().upWrite();
    }
    events.complete();
    if (done && populate) {
      long start = Addr.pageAlign(old);
      new Populate(task).range(start, Addr.pageAlign(wanted) - start);
    }
    return now;
  }

  private boolean locked(long wanted, long old) {
    if (Long.compareUnsigned(wanted, mm.layout().startBrk()) < 0 || isOverDataLimit(wanted)) {
      return false;
    }
    long from = Addr.pageAlign(old);
    long to = Addr.pageAlign(wanted);
    if (from == to) {
      mm.layout().setBrk(wanted);
      return true;
    }
    if (Long.compareUnsigned(wanted, old) <= 0) {
      return shrink(wanted, old, to, from - to);
    }
    if (!grow(from, to)) {
      return false;
    }
    mm.layout().setBrk(wanted);
    return true;
  }

  private boolean isOverDataLimit(long wanted) {
    long limit = task.process().limits().data();
    return Long.compareUnsigned(wanted - mm.layout().startBrk(), limit) > 0;
  }

  private boolean shrink(long wanted, long old, long start, long length) {
    if (!mm.vmas().overlaps(start, start + length)) {
      return false;
    }
    int result = lowerAndUnmap(wanted, start, length);
    if (result < 0) {
      mm.layout().setBrk(old);
      return false;
    }
    downgraded = result == 1;
    return true;
  }

  /** Lowers mm->brk first: the lock may have been downgraded when the unmap returns. */
  protected int lowerAndUnmap(long wanted, long start, long length) {
    mm.layout().setBrk(wanted);
    return unmapTail(start, length);
  }

  /** The strategy's unmap of the heap's tail: 0, 1 if downgraded, or a negative errno. */
  protected final int unmapTail(long start, long length) {
    return task.kernel().unmapPaths().shrinkBrk(task, start, length, events);
  }

  private boolean grow(long start, long end) {
    if (Long.compareUnsigned(end, Addr.TASK_SIZE) > 0 || start >= end) {
      return false;
    }
    long pages = Addr.pages(end - start);
    long flags = FLAGS | mm.defFlags();
    if (!Limits.mayLock(task.process(), flags, pages) || !hasGapAbove(start, end)) {
      return false;
    }
    boolean tooMany = mm.vmas().size() > mm.kernel().params().maxMapCount();
    if (tooMany
        || !Limits.mayExpand(task.process(), flags, pages)
        || !Limits.mayCommit(flags, pages)
        || mm.kernel().allocationFails()) {
      return false;
    }
    cover(start, end, flags);
    RemapExtend.count(mm, flags, pages);
    populate = (flags & VmFlags.VM_LOCKED) != 0 && (flags & VmFlags.VM_LOCKONFAULT) == 0;
    return true;
  }

  /** The heap keeps a page away from the next mapping, and the guard gap away from a stack. */
  private boolean hasGapAbove(long start, long end) {
    VmArea next = mm.vmas().atOrAfter(start);
    boolean free = !mm.vmas().overlaps(start, end);
    return free && (next == null || end + Addr.PAGE_SIZE <= FreeArea.gapStart(next));
  }

  /** Extends the VMA that ends at the old break if it is like the heap, else makes a new one. */
  private void cover(long start, long end, long flags) {
    mm.machine().charge(MmCost.MAP, 1);
    mm.machine().charge(MmCost.VMA_NEW, 1);
    VmArea heap = new VmArea(mm, start, end, flags, Addr.pages(start));
    VmArea previous = mm.vmas().before(start);
    boolean grows =
        previous != null
            && previous.start() >= mm.layout().startBrk()
            && new VmaMerge(task, mm).growUpOnly(previous, heap);
    if (!grows) {
      VmArea made = heap.inMemory();
      made.startWrite();
      mm.vmas().insert(made);
    }
  }
}

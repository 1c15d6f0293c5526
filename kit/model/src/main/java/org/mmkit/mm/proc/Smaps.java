// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.proc;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.PageFrames;
import org.mmkit.mm.PageTables;
import org.mmkit.mm.Part;
import org.mmkit.mm.Pte;
import org.mmkit.mm.PteTable;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.VmFlags;

/** One entry of /proc/PID/smaps: read with mmap_sem held for reading. */
public class Smaps {
  /** How it is made. */
  public static final Part<Function<TaskStruct, Smaps>> PART = Part.of("smaps", Smaps::new);

  /** Shares are counted in parts of a byte. */
  private static final int PSS_SHIFT = 12;

  private static final int KIB_SHIFT = 10;

  private final TaskStruct task;

  /** The smaps of the task's own process. */
  public static Smaps of(TaskStruct task) {
    return task.kernel().parts().maker(PART).apply(task);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected Smaps(TaskStruct task) {
    this.task = task;
  }

  /**
   * What smaps says of a VMA; sizes are pages.
   *
   * @param flags bits of {@link VmFlags}
   * @param size its length
   * @param rss pages of it that are mapped; the zero page does not count
   * @param anonymous those among them that are anonymous
   * @param pssKib its share of them, in KiB: a page that n entries map counts a n-th part
   */
  public record Entry(long flags, long size, long rss, long anonymous, long pssKib) {

    /** The share of what is locked, in KiB: all of its share, or nothing. */
    public long lockedKib() {
      return (flags & VmFlags.VM_LOCKED) != 0 ? pssKib : 0;
    }
  }

  /** The entry of the VMA that holds an address, or null. */
  public @Nullable Entry at(long address) {
    MmStruct mm = task.mm();
    mm.mmapSem().downRead();
    VmArea vma = task.lookupVma(address);
    Entry entry = vma == null ? null : entry(vma, vma.start());
    mm.mmapSem().upRead();
    return entry;
  }

  /** Resident pages of all VMAs: between two of them, a waiting writer is let in. */
  public long rollupRss() {
    MmStruct mm = task.mm();
    long rss = 0;
    mm.mmapSem().downRead();
    VmArea vma = mm.vmas().find(0);
    for (long last = 0; vma != null; vma = mm.vmas().peek(last)) {
      // A VMA may have grown over one that was counted: only the rest of it counts.
      rss += entry(vma, Math.max(vma.start(), last)).rss();
      last = vma.end();
      if (mm.mmapSem().isContended()) {
        mm.mmapSem().upRead();
        mm.mmapSem().downRead();
        last = resumeAt(last, vma);
      }
    }
    mm.mmapSem().upRead();
    return rss;
  }

  /** Where the walk goes on that let a writer in: the VMA may be another one now, or gone. */
  protected long resumeAt(long last, VmArea vma) {
    return last;
  }

  private Entry entry(VmArea vma, long from) {
    Count count = new Count(task.kernel().frames());
    vma.mm().pageTables().visit(from, vma.end(), count);
    long pssKib = count.pss >> (PSS_SHIFT + KIB_SHIFT);
    return new Entry(vma.flags(), vma.pages(), count.rss, count.anonymous, pssKib);
  }

  private static final class Count implements PageTables.Visitor {
    private final PageFrames frames;
    private long rss;
    private long anonymous;
    private long pss;

    Count(PageFrames frames) {
      this.frames = frames;
    }

    @Override
    public void table(PteTable table, long start, long end) {
      table.lock.lock();
      for (long page = start; page < end; page += Addr.PAGE_SIZE) {
        long pte = table.get(PteTable.index(page));
        if (Pte.holdsNormalPage(pte)) {
          int frame = Pte.frame(pte);
          rss++;
          anonymous += frames.has(frame, PageFrames.ANON) ? 1 : 0;
          pss += (Addr.PAGE_SIZE << PSS_SHIFT) / Math.max(1, frames.mapcount(frame));
        }
      }
      table.lock.unlock();
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.TreeMap;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.VmFlags;

/**
 * The bounds of the pointers that a program keeps in its memory, as the MPX of x86 had them to
 * Linux 5.5: for each {@link #SPAN} of memory a table, which is a mapping of the same address space
 * and is made when it is first needed. munmap takes the bounds of the memory away too: all tables
 * that describe nothing else go, by a munmap within the munmap.
 *
 * <p>Where the real directory of tables lies in user memory, the model keeps it in the kernel; and
 * a table is as large as what it describes, a page for each page.
 */
public final class BoundsTables {
  static final long SPAN = 8 << Addr.PAGE_SHIFT;

  private final MmStruct mm;

  /** Where the table of a span is, by the span's first byte. */
  private final TreeMap<Long, Long> directory = new TreeMap<>();

  BoundsTables(MmStruct mm) {
    this.mm = mm;
  }

  /** Fork: the tables are copied as any memory is. */
  void copy(BoundsTables parent) {
    directory.putAll(parent.directory);
  }

  private static long spanOf(long address) {
    return address & -SPAN;
  }

  /** Where the bounds of a pointer at an address are kept, or -1 if there is no table. */
  public long entry(long address) {
    Long table = directory.get(spanOf(address));
    return table == null ? -1 : table + (address - spanOf(address));
  }

  /** Makes the table of an address, unless another task has; 0 or a negative errno. */
  public long make(TaskStruct task, long address) {
    mm.mmapSem().downWrite();
    long result = entry(address) >= 0 ? 0 : map(task, spanOf(address));
    mm.mmapSem().upWrite();
    return result;
  }

  private long map(TaskStruct task, long span) {
    long table = new FreeArea(mm).place(0, SPAN, false, false);
    if (table >= 0) {
      long flags = VmFlags.VM_READ | VmFlags.VM_WRITE | VmFlags.VM_MAYREAD | VmFlags.VM_MAYWRITE;
      flags |= VmFlags.VM_ACCOUNT | VmFlags.VM_MPX;
      mm.kernel().account(Addr.pages(SPAN));
      VmArea vma = new VmArea(mm, table, table + SPAN, flags, Addr.pages(table));
      Mmap.of(task).cover(vma);
      directory.put(span, table);
    }
    return Math.min(table, 0);
  }

  /**
   * Drops the bounds of memory that goes; mmap_sem is held for writing. Whether its VMAs have been
   * detached or not makes no difference.
   */
  void unmapped(TaskStruct task, long start, long end) {
    if (isTable(start)) {
      return;
    }
    for (long span = spanOf(start); span < end; span += SPAN) {
      long from = Math.max(span, start);
      long to = Math.min(span + SPAN, end);
      if (directory.containsKey(span)) {
        drop(task, span, from, to);
      }
    }
  }

  private boolean isTable(long address) {
    for (long table : directory.values()) {
      if (table <= address && address < table + SPAN) {
        return true;
      }
    }
    return false;
  }

  private void drop(TaskStruct task, long span, long from, long to) {
    if (isMapped(span, from) || isMapped(to, span + SPAN)) {
      zap(task, entry(from), entry(from) + (to - from));
    } else {
      long table = directory.remove(span);
      new Munmap(task, mm).doMunmap(table, SPAN, UnmapEvents.of(task));
    }
  }

  private boolean isMapped(long from, long to) {
    return from < to && mm.vmas().overlaps(from, to);
  }

  private void zap(TaskStruct task, long from, long to) {
    Munmap munmap = new Munmap(task, mm);
    VmaRange span = munmap.range().lookup(from, to - from);
    if (!span.isEmpty()) {
      munmap.unmapVmas().zapPageRange(span);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.machine.Machine;

/**
 * Ranges of an address space that were detached and are being unmapped. Until its page tables are
 * gone, a range belongs to the task that detached it (rule V8).
 */
final class OwnedRanges {
  private final Machine machine;

  /** By where they begin, for a munmap may detach many mappings one by one. */
  private final List<VmaRange> ranges = new ArrayList<>(1);

  OwnedRanges(Machine machine) {
    this.machine = machine;
  }

  /** A range was detached by the current task. */
  void add(VmaRange span) {
    span.setOwner(machine.current());
    ranges.add(firstFrom(span.start() + 1), span);
  }

  /** Its page tables are gone, and with them those of the parts that its owner detached apart. */
  void remove(VmaRange span) {
    int from = firstFrom(span.start());
    int to = firstFrom(Math.max(span.start() + 1, span.end()));
    ranges.subList(from, to).removeIf(range -> range == span || isPartOf(range, span));
  }

  /** Its VMAs are freed: with the last of them goes the range that they were detached with. */
  void removeVmas(VmaRange span) {
    remove(span);
    int index = firstFrom(span.start() + 1) - 1;
    VmaRange range = index < 0 ? span : ranges.get(index);
    if (range.owner() == machine.current()
        && span.end() <= range.end()
        && range.allFreed(span.vmas().size())) {
      ranges.remove(range);
    }
  }

  /** Index of the first range that does not begin below an address. */
  private int firstFrom(long address) {
    int from = 0;
    int to = ranges.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (ranges.get(middle).start() < address) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  private boolean isPartOf(VmaRange range, VmaRange span) {
    return span.start() <= range.start()
        && range.end() <= span.end()
        && range.owner() == machine.current();
  }

  /** Reports a VMA that comes to cover part of a range which another task is unmapping. */
  void requireDisowned(VmArea vma, long start, long end) {
    for (int i = 0; i < ranges.size(); i++) {
      VmaRange span = ranges.get(i);
      boolean overlaps = start < end && start < span.end() && end > span.start();
      if (overlaps && span.owner() != machine.current()) {
        machine.report(
            MmRule.V8,
            "VMA " + vma.describe() + " put into " + span.describe() + ", which is being unmapped");
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.List;
import java.util.stream.Collectors;

/** A task holds the range [start, end) of a {@link ProtocolLock} in some mode. */
record RangeHold(Task task, long start, long end, LockMode mode) {

  boolean covers(long from, long to) {
    return start <= from && to <= end;
  }

  boolean overlaps(long from, long to) {
    return start < to && from < end;
  }

  boolean writes() {
    return mode == LockMode.WRITE;
  }

  /** Whether one task alone may have one of the two. */
  boolean excludes(RangeHold other) {
    return overlaps(other.start, other.end) && (writes() || other.writes());
  }

  RangeHold downgraded() {
    return new RangeHold(task, start, end, LockMode.DOWNGRADED);
  }

  /** In hexadecimal. */
  String range() {
    return Long.toHexString(start) + "-" + Long.toHexString(end);
  }

  /** In words, for messages. */
  String describe() {
    return task.label() + " holds " + range() + " " + mode.inWords();
  }

  /** Some of them in words. */
  static String describe(List<RangeHold> holds) {
    return holds.isEmpty()
        ? " none"
        : holds.stream().map(hold -> " " + hold.describe()).collect(Collectors.joining(";"));
  }
}

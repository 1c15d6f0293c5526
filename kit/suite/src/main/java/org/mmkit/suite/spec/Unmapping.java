// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.List;

/** What munmap and everything that unmaps on the way have in common. */
final class Unmapping {

  private Unmapping() {}

  static Answer munmap(Turn turn, long address, long bytes) {
    if (!Pages.isAligned(address) || !Pages.inUserSpace(address, bytes)) {
      return Answer.of("EINVAL");
    }
    long start = Pages.of(address);
    long end = Pages.of(address + Pages.alignUp(bytes));
    if (end == start) {
      return Answer.of("EINVAL");
    }
    String error = check(turn.state(), start, end);
    if (error.isEmpty()) {
      unmap(turn.state(), start, end);
    }
    return Answer.of(error.isEmpty() ? "OK" : error);
  }

  /** Why a range cannot be unmapped, or nothing; a failure may leave splits. */
  static String check(SpecState state, long start, long end) {
    List<Run> runs = state.space.within(start, end);
    for (Run run : runs) {
      String error = check(state, run, start, end);
      if (!error.isEmpty()) {
        state.space.mayBeSplitAt(start);
        state.space.mayBeSplitAt(end);
        return error;
      }
    }
    return "";
  }

  private static String check(SpecState state, Run part, long start, long end) {
    Run whole = state.space.mapped(part.start());
    boolean cutBelow = whole.start() < start;
    boolean cutAbove = whole.end() > end;
    if (cutBelow && cutAbove && !state.limits.hasRoomToSplit(state.space)) {
      return "ENOMEM";
    }
    if (part.has(Flag.SEALED)) {
      return "EPERM";
    }
    if (part.has(Flag.HUGETLB)
        && (cutBelow && !Pages.isHugeAligned(start) || cutAbove && !Pages.isHugeAligned(end))) {
      return "EINVAL";
    }
    return "";
  }

  /** Unmaps a range that may be unmapped. */
  static void unmap(SpecState state, long start, long end) {
    clear(state, start, end);
    HugeMemory.dropUnmapped(state);
  }

  /** The same, while objects that only this range mapped are still there. */
  static void clear(SpecState state, long start, long end) {
    for (Run run : state.space.within(start, end)) {
      if (run.has(Flag.HUGETLB) && !run.attributes().shared()) {
        HugeMemory.release(state, run);
      }
    }
    state.space.clear(start, end);
    state.forget(start, end);
    state.bounds.subMap(start, end).clear();
    releaseDevice(state);
  }

  /** A driver unmaps its ring when its file is no longer open or mapped. */
  static void releaseDevice(SpecState state) {
    boolean held =
        state.ring < 0
            || !state.closedFiles.contains("dev")
            || state.space.runs().stream()
                .anyMatch(run -> run.attributes().object() == Objects.DEVICE);
    if (!held) {
      long ring = state.ring;
      state.ring = -1;
      if (check(state, ring, ring + 1).isEmpty()) {
        unmap(state, ring, ring + 1);
      }
    }
  }
}

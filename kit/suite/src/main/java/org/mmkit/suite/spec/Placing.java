// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.ArrayList;
import java.util.List;

/** Where the kernel puts a mapping that may go anywhere. */
final class Placing {

  private Placing() {}

  /** The first page for a mapping, or -1 if there is no room. */
  static long place(SpecState state, MapRequest request, long pages) {
    long page = Pages.of(request.address());
    long asked = page > 0 && page < Memory.MIN_PAGE ? Memory.MIN_PAGE : page;
    long hint = request.isHuge() ? alignUp(asked) : asked;
    if (request.placement() == MapRequest.Placement.HINT
        && Pages.inUserSpace(hint << Pages.SHIFT, pages << Pages.SHIFT)
        && Mmap.isUsableHint(hint)
        && isRoom(state, hint, pages + padding(request, pages))) {
      return hint;
    }
    return anywhere(state, pages);
  }

  /** A file that has a whole huge page in the mapping is given room to be aligned in. */
  private static long padding(MapRequest request, long pages) {
    boolean onDisk = !request.isAnonymous() && !request.file().equals("m");
    long offset = Pages.of(request.offset());
    boolean holdsHuge = offset + pages - alignUp(offset) >= Pages.HUGE;
    return onDisk && holdsHuge ? Pages.HUGE : 0;
  }

  private static long alignUp(long page) {
    return (page + Pages.HUGE - 1) / Pages.HUGE * Pages.HUGE;
  }

  /** A place of the kernel's choice: the highest in the window, if there is one. */
  static long anywhere(SpecState state, long pages) {
    if (state.windowStart == state.windowEnd) {
      long page = state.elsewhere;
      long hugePages = (pages + 2 * Pages.HUGE) / Pages.HUGE;
      state.elsewhere += hugePages * Pages.HUGE;
      return page;
    }
    List<Long> rooms = rooms(state, pages);
    return rooms.isEmpty() ? -1 : rooms.get(0);
  }

  /** The free places in the window, highest first; none without a window. */
  static List<Long> rooms(SpecState state, long pages) {
    List<Long> rooms = new ArrayList<>();
    boolean confined = state.windowStart != state.windowEnd;
    long limit = state.windowEnd;
    for (long page = limit - pages; confined && page >= state.windowStart; page--) {
      Run above = state.space.above(page);
      boolean fits = above == null || page + pages <= above.start();
      if (fits && above != null && above.has(Flag.GROWSDOWN)) {
        // The search has come to room below a stack, and goes on below its guard gap.
        limit = Math.min(limit, above.start() - Pages.STACK_GUARD_GAP);
      }
      if (page + pages <= limit && isRoom(state, page, pages)) {
        rooms.add(page);
      }
    }
    return rooms;
  }

  /** Whether a free range keeps its distance from a mapping above it that grows. */
  static boolean isRoom(SpecState state, long start, long pages) {
    Run above = state.space.above(start);
    if (above == null) {
      return true;
    }
    long gap = above.has(Flag.GROWSDOWN) ? Pages.STACK_GUARD_GAP : 0;
    return start + pages <= Math.max(0, above.start() - gap) && start < above.start();
  }
}

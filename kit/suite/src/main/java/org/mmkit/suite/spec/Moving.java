// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Carries what private pages hold from one range to another. */
final class Moving {

  private Moving() {}

  static void carry(SpecState state, long start, long end, long target) {
    Map<Long, Integer> frames = new TreeMap<>(state.frames.subMap(start, end));
    List<Long> guards = new ArrayList<>(state.guards.subSet(start, end));
    List<Long> poisoned = new ArrayList<>(state.poisoned.subSet(start, end));
    List<Long> lazilyFreed = new ArrayList<>(state.lazilyFreed.subSet(start, end));
    List<Long> forked = new ArrayList<>(state.forked.subSet(start, end));
    state.forget(start, end);
    frames.forEach((page, frame) -> state.frames.put(page - start + target, frame));
    guards.forEach(page -> state.guards.add(page - start + target));
    poisoned.forEach(page -> state.poisoned.add(page - start + target));
    lazilyFreed.forEach(page -> state.lazilyFreed.add(page - start + target));
    forked.forEach(page -> state.forked.add(page - start + target));
  }

  /**
   * MREMAP_DONTUNMAP: the old range stays mapped and empty; all of the mapping that it is part of
   * is unlocked, but goes on to count as locked.
   */
  static void leaveBehind(Turn turn, Run run, long from, long to) {
    if (!run.has(Flag.LOCKED)) {
      return;
    }
    Space space = turn.space();
    long start = edge(turn, run.start(), space.seamsWithin(run.start(), from + 1));
    List<Long> above = new ArrayList<>(space.seamsWithin(to - 1, run.end()));
    Collections.reverse(above);
    long end = edge(turn, run.end(), above);
    turn.state().lockedTwice += end - start;
    space.change(start, end, a -> a.without(Flag.LOCKED).without(Flag.ONFAULT));
  }

  /** Where a mapping may end that the kernel may have split at some seams, farthest first. */
  private static long edge(Turn turn, long farthest, List<Long> seams) {
    int choice = seams.isEmpty() ? 0 : turn.choices().pick(seams.size() + 1);
    return choice == 0 ? farthest : seams.get(choice - 1);
  }
}

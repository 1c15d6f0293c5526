// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.Map;

/**
 * Pages of huge memory that a history touches. A huge page comes as a whole: any page of it may
 * still be reached while a call takes it away, also one that nobody has touched so far.
 */
final class HugeParts {

  private static final long MAX_PAGES = 64;

  private HugeParts() {}

  /** The state in which each touched page of a present huge page has a frame; often the same. */
  static SpecState named(SpecState state, Timeline timeline) {
    if (state.space.runs().stream().noneMatch(run -> run.has(Flag.HUGETLB))) {
      return state;
    }
    SpecState named = state.copy();
    boolean changed = false;
    for (Operation operation : timeline.operations()) {
      if (Moves.isAccess(operation.call())) {
        changed |= name(named, operation);
      }
    }
    return changed ? named : state;
  }

  private static boolean name(SpecState state, Operation access) {
    long address = Accesses.address(access, state);
    long first = Pages.of(address);
    long last = Pages.of(address + Accesses.bytes(access, state) - 1);
    boolean changed = false;
    for (long page = first; page <= Math.min(last, first + MAX_PAGES); page++) {
      Run run = state.space.at(page);
      changed |= run != null && run.has(Flag.HUGETLB) && name(state, run.attributes(), page);
    }
    return changed;
  }

  private static boolean name(SpecState state, Attributes attributes, long page) {
    int object = attributes.object();
    long index = attributes.shared() ? page + attributes.delta() : page;
    Map<Long, Integer> there =
        attributes.shared() ? state.objects.get(object).resident() : state.frames;
    if (there.containsKey(index) || !there.containsKey(index - index % Pages.HUGE)) {
      return false;
    }
    if (attributes.shared()) {
      state.objects.frameOf(object, index);
    } else {
      state.frames.put(page, state.objects.newFrame(Content.ZERO));
    }
    return true;
  }
}

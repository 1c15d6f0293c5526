// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.List;
import java.util.TreeSet;

/** fork: what a child gets of its parent's memory. */
final class Forking {

  private Forking() {}

  /** The child; it has the parent's frame numbers, but private ones of its own behind them. */
  static SpecState child(SpecState parent) {
    SpecState child = parent.copy();
    child.futureFlags = 0;
    child.allLocked = false;
    child.isChild = true;
    child.shortestFile = Long.MAX_VALUE;
    child.lockedTwice = 0;
    child.inherited = parent.userfaultfds;
    child.pins.clear();
    child.child = null;
    child.unstable = false;
    child.inheritedHuge = heads(parent);
    for (Run run : List.copyOf(parent.space.runs())) {
      if (run.has(Flag.DONTFORK)) {
        child.space.clear(run.start(), run.end());
        child.forget(run.start(), run.end());
      } else {
        if (!run.has(Flag.WIPEONFORK)) {
          share(parent, run);
        }
        inherit(child, run);
      }
    }
    return child;
  }

  /** The first pages of the private huge pages. */
  static TreeSet<Long> heads(SpecState state) {
    TreeSet<Long> heads = new TreeSet<>();
    for (Run run : state.space.runs()) {
      if (run.has(Flag.HUGETLB)) {
        state.frames.subMap(run.start(), run.end()).keySet().stream()
            .filter(Pages::isHugeAligned)
            .forEach(heads::add);
      }
    }
    return heads;
  }

  private static void inherit(SpecState child, Run run) {
    if (run.attributes().shared() && !child.poisoned.subSet(run.start(), run.end()).isEmpty()) {
      throw new Open("whether fork copies the page tables of shared memory");
    }
    if (run.has(Flag.WIPEONFORK)) {
      child.forget(run.start(), run.end());
    }
    boolean ownHuge = run.has(Flag.HUGETLB) && !run.attributes().shared();
    child.space.change(
        run.start(),
        run.end(),
        attributes ->
            attributes
                .without(Flag.LOCKED)
                .without(Flag.ONFAULT)
                .with(Flag.UNRESERVED, ownHuge)
                .unwatched());
    share(child, run);
    child.frames.subMap(run.start(), run.end()).replaceAll((page, frame) -> ownCopy(child, frame));
  }

  private static void share(SpecState state, Run run) {
    state.forked.addAll(state.frames.subMap(run.start(), run.end()).keySet());
  }

  private static int ownCopy(SpecState child, int frame) {
    return frame == Objects.ZERO_FRAME ? frame : child.objects.copyOf(frame);
  }
}

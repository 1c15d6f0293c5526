// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

/** What mremap does to the neighbours of a copy that may become one with them. */
record Joining(Turn turn) {

  /** What lies on the other side of a copy may have become one with both. */
  void unlock(Attributes copied, long page) {
    Run run = turn.state().space.at(page);
    boolean alike = run != null && run.attributes().equals(copied);
    if (run != null && alike && turn.choices().pick(2) == 1) {
      turn.state().lockedTwice += run.pages();
      turn.state()
          .space
          .change(run.start(), run.end(), a -> a.without(Flag.LOCKED).without(Flag.ONFAULT));
    }
  }

  /** A copy that became one with a neighbour takes its userfaultfd along when it loses its own. */
  void forget(Attributes before, long start, long pages) {
    for (long page : new long[] {start - 1, start + pages}) {
      Run run = turn.state().space.at(page);
      if (run != null && run.attributes().equals(before) && turn.choices().pick(2) == 1) {
        turn.state().space.change(run.start(), run.end(), a -> a.unwatched());
      }
    }
  }

  /** One mapping with the old one for a moment, all of which loses it. */
  void forget(Run old, boolean beside) {
    if (beside && turn.choices().pick(2) == 1) {
      turn.state().space.change(old.start(), old.end(), a -> a.unwatched());
    }
  }

  /** Whether a copy beside its mapping may become one with it. */
  static boolean mayJoin(Run run, long target, long pages) {
    boolean beside = target == run.end() || target + pages == run.start();
    return beside && run.attributes().isAnonymous();
  }
}

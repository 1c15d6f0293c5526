// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

/** UFFDIO_MOVE: private pages go to where a userfaultfd waits for them. */
final class UserfaultfdMove {

  private UserfaultfdMove() {}

  static Answer move(Turn turn) {
    String invalid = UserfaultfdCalls.checkRange(turn, turn.address("a"));
    if (invalid.isEmpty()) {
      invalid = UserfaultfdCalls.checkRange(turn, turn.address("from"));
    }
    if (!invalid.isEmpty()) {
      return Answer.of(invalid);
    }
    long to = Pages.of(turn.address("a"));
    long from = Pages.of(turn.address("from"));
    long pages = Pages.of(turn.bytes("n"));
    Run target = turn.space().at(to);
    Run source = turn.space().at(from);
    if (target == null || source == null) {
      return Answer.of("ENOENT");
    }
    boolean within = from + pages <= source.end() && to + pages <= target.end();
    if (!within
        || !mayMove(turn.state(), source.attributes(), target.attributes())
        || turn.isSplit(from, from + pages)
        || turn.isSplit(to, to + pages)) {
      return Answer.of("EINVAL");
    }
    for (long page = 0; page < pages; page++) {
      String error = one(turn, from + page, to + page);
      if (!error.isEmpty()) {
        return Answer.of(page == 0 ? error : "EAGAIN");
      }
    }
    return Answer.OK;
  }

  private static boolean mayMove(SpecState state, Attributes source, Attributes target) {
    return isSuitable(source)
        && isSuitable(target)
        && source.prot() == target.prot()
        && source.isLocked() == target.isLocked()
        && source.can(Attributes.WRITE)
        && target.uffd() == state.userfaultfds;
  }

  private static boolean isSuitable(Attributes attributes) {
    return attributes.isAnonymous() && !attributes.shared() && !attributes.has(Flag.HUGETLB);
  }

  /** Why a page stays, or nothing. */
  private static String one(Turn turn, long from, long to) {
    SpecState state = turn.state();
    Integer frame = state.frames.get(from);
    boolean empty = frame == null && !state.hasMarker(from);
    if (state.frames.containsKey(to) || state.hasMarker(to)) {
      // Without a page table at the source, that is what is missed first.
      return empty && turn.choices().pick(2) == 1 ? "ENOENT" : "EEXIST";
    }
    if (frame == null) {
      return empty ? "ENOENT" : "EFAULT";
    }
    if (frame != Objects.ZERO_FRAME && state.forked.contains(from)) {
      return "EBUSY";
    }
    Moving.carry(state, from, from + 1, to);
    return "";
  }
}

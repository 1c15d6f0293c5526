// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.List;
import org.mmkit.suite.program.CallMap;

/** userfaultfd. */
final class UserfaultfdCalls {

  private UserfaultfdCalls() {}

  static void register(CallMap<Transition> transitions) {
    transitions.put("uffd_open", UserfaultfdCalls::open);
    transitions.put("ureg", turn -> register(turn, turn.address("a")));
    transitions.put("uregb", turn -> register(turn, HeapCalls.address(turn)));
    transitions.put("uunreg", UserfaultfdCalls::unregister);
    put(transitions, "ucopy", (state, page, a) -> UserfaultfdPages.provide(state, page, a, true));
    put(transitions, "uzero", (state, page, a) -> UserfaultfdPages.provide(state, page, a, false));
    transitions.put("upoison", turn -> fill(alone(turn), UserfaultfdPages::poison));
    transitions.put("ucont", turn -> proceed(alone(turn)));
    transitions.put("umove", turn -> UserfaultfdMove.move(alone(turn)));
    transitions.put("uwake", UserfaultfdCalls::wake);
    transitions.put("uwp", UserfaultfdCalls::writeProtect);
    transitions.put("uevent", Transition.open("what a userfaultfd tells its monitor"));
  }

  /** Beside other tasks each page is a step of its own, which this does not follow. */
  private static Turn alone(Turn turn) {
    if (turn.task() != 0 && turn.bytes("n") > Pages.SIZE) {
      throw new Open("how far a call on several pages has come");
    }
    return turn;
  }

  /** What is done to a page of a range: why not, or nothing. */
  private interface Filling {
    String of(SpecState state, long page, Attributes attributes);
  }

  private static void put(CallMap<Transition> transitions, String name, Filling filling) {
    transitions.put(name, turn -> fill(turn, filling));
  }

  private static Answer open(Turn turn) {
    turn.state().userfaultfds++;
    turn.state().monitors |= turn.call().words("features").contains("MONITOR");
    return Answer.OK;
  }

  private static Answer wake(Turn turn) {
    String error = checkRange(turn);
    return error.isEmpty() ? Answer.OK : Answer.of(error);
  }

  /** Nothing is known any more once a range was registered for it. */
  private static Answer writeProtect(Turn turn) {
    String error = checkRange(turn);
    return Answer.of(error.isEmpty() ? "ENOENT" : error);
  }

  private static boolean isOpen(Turn turn) {
    SpecState state = turn.state();
    if (state.isChild && state.userfaultfds > 0 && state.userfaultfds == state.inherited) {
      throw new Open("a child's use of its parent's userfaultfd");
    }
    return turn.state().userfaultfds > 0;
  }

  /** UFFDIO_CONTINUE. */
  private static Answer proceed(Turn turn) {
    return fill(turn, (state, page, a) -> UserfaultfdPages.proceed(turn, page, a));
  }

  private static Answer register(Turn turn, long address) {
    SpecState state = turn.state();
    List<String> modes = turn.call().words("modes");
    boolean missing = modes.contains("MISSING");
    boolean minor = modes.contains("MINOR");
    String error = checkMapped(turn, address);
    if (!error.isEmpty()) {
      return Answer.of(error);
    }
    if (modes.isEmpty()) {
      return Answer.of("EINVAL");
    }
    for (Run run : range(turn, address)) {
      Attributes attributes = run.attributes();
      boolean cut = run.has(Flag.HUGETLB) && !isWhole(run.end());
      boolean unfit = minor && attributes.isAnonymous();
      if (minor && run.has(Flag.HUGETLB)) {
        throw new Open("minor faults of huge pages");
      }
      if (cut || unfit || !canBeWatched(state, attributes)) {
        return Answer.of("EINVAL");
      }
      if (attributes.uffd() != 0 && attributes.uffd() != state.userfaultfds) {
        return Answer.of("EBUSY");
      }
    }
    if (modes.contains("WP")) {
      throw new Open("write protection by userfaultfd");
    }
    for (Run run : range(turn, address)) {
      if (isWatched(run.attributes(), missing, minor)) {
        continue;
      }
      Attributes after = run.attributes().watchedBy(state.userfaultfds, missing, minor);
      String split = Splitting.check(state, run, after);
      if (!split.isEmpty()) {
        return Answer.of(split);
      }
      state.space.change(run.start(), run.end(), attributes -> after);
    }
    return Answer.OK;
  }

  /** Whether it is watched for all that already. */
  private static boolean isWatched(Attributes attributes, boolean missing, boolean minor) {
    return attributes.uffd() != 0
        && (!missing || attributes.has(Flag.MISSING))
        && (!minor || attributes.has(Flag.MINOR));
  }

  private static boolean isWhole(long page) {
    return Pages.isHugeAligned(page);
  }

  private static boolean canBeWatched(SpecState state, Attributes attributes) {
    boolean file = !attributes.isAnonymous() && isFile(state, attributes);
    return !file && !attributes.has(Flag.DROPPABLE) && !attributes.has(Flag.SHM);
  }

  private static boolean isFile(SpecState state, Attributes attributes) {
    return switch (state.objects.get(attributes.object()).kind()) {
      case FILE, CODE, DEVICE, BINDER -> true;
      default -> false;
    };
  }

  private static Answer unregister(Turn turn) {
    long address = turn.address("a");
    String error = checkMapped(turn, address);
    if (!error.isEmpty()) {
      return Answer.of(error);
    }
    for (Run run : range(turn, address)) {
      int watcher = run.attributes().uffd();
      boolean foreign = watcher != 0 && watcher != turn.state().userfaultfds;
      if (foreign || !canBeWatched(turn.state(), run.attributes())) {
        return Answer.of("EINVAL");
      }
    }
    for (Run run : range(turn, address)) {
      Attributes before = run.attributes();
      String split =
          before.uffd() != 0 ? Splitting.check(turn.state(), run, before.unwatched()) : "";
      if (!split.isEmpty()) {
        return Answer.of(split);
      }
      turn.space().change(run.start(), run.end(), attributes -> attributes.unwatched());
    }
    return Answer.OK;
  }

  /** UFFDIO_COPY and its like: page by page, of one mapping that is watched. */
  private static Answer fill(Turn turn, Filling filling) {
    SpecState state = turn.state();
    long address = turn.address("a");
    long bytes = turn.bytes("n");
    String invalid = checkRange(turn);
    if (!invalid.isEmpty()) {
      return Answer.of(invalid);
    }
    long start = Pages.of(address);
    long end = start + Pages.of(bytes);
    Run run = state.space.at(start);
    if (run == null || run.end() < end || run.attributes().uffd() == 0) {
      return Answer.of("ENOENT");
    }
    if (turn.isSplit(start, end)) {
      return Answer.of("ENOENT");
    }
    for (long page = start; page < end; page++) {
      String error = filling.of(state, page, run.attributes());
      if (!error.isEmpty()) {
        return Answer.of(page == start ? error : "EAGAIN");
      }
    }
    return Answer.OK;
  }

  private static List<Run> range(Turn turn, long address) {
    long start = Pages.of(address);
    return turn.space().within(start, start + Pages.of(turn.bytes("n")));
  }

  /** validate_range. */
  private static String checkRange(Turn turn) {
    return checkRange(turn, turn.address("a"));
  }

  static String checkRange(Turn turn, long address) {
    long bytes = turn.bytes("n");
    if (!isOpen(turn)) {
      return "EBADF";
    }
    boolean proper =
        Pages.isAligned(address)
            && Pages.isAligned(bytes)
            && bytes != 0
            && Pages.inUserSpace(address, bytes);
    return proper ? "" : "EINVAL";
  }

  /** The same for what has to have a mapping in it. */
  private static String checkMapped(Turn turn, long address) {
    String error = checkRange(turn, address);
    if (!error.isEmpty()) {
      return error;
    }
    List<Run> runs = range(turn, address);
    boolean begins =
        !runs.isEmpty() && (!runs.get(0).has(Flag.HUGETLB) || isWhole(Pages.of(address)));
    return begins ? "" : "EINVAL";
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.List;

/** SysV shared memory and userfaultfd. */
final class SharedCalls {

  private static final long READ_ONLY = 0x1000;
  private static final long ROUND = 0x2000;
  private static final long REMAP = 0x4000;

  private SharedCalls() {}

  static Answer create(Turn turn) {
    turn.state().segment =
        turn.state().objects.create(Backing.Kind.SHM, Pages.alignUp(turn.bytes("n")));
    return Answer.OK;
  }

  static Answer attach(Turn turn) {
    SpecState state = turn.state();
    long flags = turn.value("flags");
    long asked = turn.address("a");
    long address = (flags & ROUND) != 0 ? asked & -Pages.SIZE : asked;
    if (state.segment == 0 || !Pages.isAligned(address)) {
      return Answer.of("EINVAL");
    }
    long pages = Pages.of(state.objects.get(state.segment).bytes());
    long start = Pages.of(address);
    long end = start + pages;
    if ((flags & REMAP) == 0 && !state.space.isFree(start, end)) {
      return Answer.of("EINVAL");
    }
    String error = Unmapping.check(state, start, end);
    if (!error.isEmpty()) {
      return Answer.of(error);
    }
    Unmapping.unmap(state, start, end);
    boolean readOnly = (flags & READ_ONLY) != 0;
    long shm = Flag.SHM.bit();
    state.space.put(
        start,
        end,
        new Attributes(readOnly ? 1 : 3, readOnly ? 5 : 7, true, state.segment, -start, shm, 0));
    return Answer.of(address == asked ? "OK" : "OK->" + Pages.relative(start));
  }

  /** Detaches what is left of an attachment, from its first address on. */
  static Answer detach(Turn turn) {
    SpecState state = turn.state();
    long address = turn.address("a");
    if (!Pages.isAligned(address)) {
      return Answer.of("EINVAL");
    }
    long start = Pages.of(address);
    Run first =
        state.space.runs().stream()
            .filter(run -> run.end() > start && isAttachedAt(run, start))
            .findFirst()
            .orElse(null);
    if (first == null) {
      return Answer.of("EINVAL");
    }
    long end = start + Pages.of(state.objects.get(first.attributes().object()).bytes());
    for (Run run : state.space.within(start, end)) {
      if (isAttachedAt(run, start)) {
        Unmapping.unmap(state, run.start(), run.end());
      }
    }
    return Answer.OK;
  }

  private static boolean isAttachedAt(Run run, long start) {
    return run.has(Flag.SHM) && run.attributes().delta() == -start;
  }

  /** The number of attachments, which counts VMAs. */
  static Answer attachments(Turn turn) {
    List<Run> runs = turn.space().runs().stream().filter(run -> run.has(Flag.SHM)).toList();
    return runs.isEmpty() ? Answer.of("0") : new Answer.AtLeast(runs.size());
  }

  static Answer removeSegment(Turn turn) {
    turn.state().segment = 0;
    return Answer.OK;
  }

  static Answer openUserfaultfd(Turn turn) {
    turn.state().userfaultfds++;
    return Answer.OK;
  }

  static Answer register(Turn turn) {
    SpecState state = turn.state();
    String error = checkRange(turn);
    if (!error.isEmpty()) {
      return Answer.of(error);
    }
    for (Run run : range(turn)) {
      Attributes attributes = run.attributes();
      if (!attributes.isAnonymous() && isFile(state, attributes)) {
        return Answer.of("EINVAL");
      }
      if (attributes.uffd() != 0 && attributes.uffd() != state.userfaultfds) {
        return Answer.of("EBUSY");
      }
    }
    for (Run run : range(turn)) {
      state.space.change(
          run.start(), run.end(), attributes -> attributes.withUffd(state.userfaultfds));
    }
    return Answer.OK;
  }

  private static boolean isFile(SpecState state, Attributes attributes) {
    return switch (state.objects.get(attributes.object()).kind()) {
      case FILE, CODE -> true;
      default -> false;
    };
  }

  static Answer unregister(Turn turn) {
    String error = checkRange(turn);
    if (!error.isEmpty()) {
      return Answer.of(error);
    }
    for (Run run : range(turn)) {
      turn.space().change(run.start(), run.end(), attributes -> attributes.withUffd(0));
    }
    return Answer.OK;
  }

  /** UFFDIO_COPY of pages that begin with 'u', or UFFDIO_ZEROPAGE. */
  static Answer provide(Turn turn, boolean copy) {
    SpecState state = turn.state();
    long address = turn.address("a");
    long bytes = turn.bytes("n");
    if (!Pages.isAligned(address) || !Pages.isAligned(bytes) || bytes <= 0) {
      return Answer.of("EINVAL");
    }
    long start = Pages.of(address);
    long end = start + Pages.of(bytes);
    Run run = state.space.at(start);
    if (run == null || run.end() < end || run.attributes().uffd() == 0) {
      return Answer.of("ENOENT");
    }
    if (!run.attributes().isAnonymous()) {
      throw new Open("userfaultfd on shared memory");
    }
    for (long page = start; page < end; page++) {
      if (state.frames.containsKey(page)) {
        return Answer.of(page == start ? "EEXIST" : "EAGAIN");
      }
      int frame = copy ? state.objects.newFrame(Content.full('u')) : Objects.ZERO_FRAME;
      state.frames.put(page, frame);
    }
    return Answer.OK;
  }

  private static List<Run> range(Turn turn) {
    long start = Pages.of(turn.address("a"));
    return turn.space().within(start, start + Pages.of(turn.bytes("n")));
  }

  private static String checkRange(Turn turn) {
    long address = turn.address("a");
    long bytes = turn.bytes("n");
    boolean proper = Pages.isAligned(address) && Pages.isAligned(bytes) && bytes > 0;
    return proper && turn.state().userfaultfds > 0 && !range(turn).isEmpty() ? "" : "EINVAL";
  }
}

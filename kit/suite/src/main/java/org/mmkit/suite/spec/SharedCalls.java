// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.suite.program.CallMap;

/** SysV shared memory. */
final class SharedCalls {

  private static final long READ_ONLY = 0x1000;
  private static final long ROUND = 0x2000;
  private static final long REMAP = 0x4000;
  private static final long EXECUTABLE = 0x8000;

  private SharedCalls() {}

  static void register(CallMap<Transition> transitions) {
    transitions.put("shm", SharedCalls::create);
    transitions.put("shmat", SharedCalls::attach);
    transitions.put("shmdt", SharedCalls::detach);
    transitions.put("shmn", SharedCalls::attachments);
    transitions.put("shmrm", SharedCalls::removeSegment);
  }

  static Answer create(Turn turn) {
    if (turn.bytes("n") == 0) {
      return Answer.of("EINVAL");
    }
    turn.state().segment = turn.state().objects.create(Backing.Kind.SHM, turn.bytes("n"));
    return Answer.OK;
  }

  static Answer attach(Turn turn) {
    SpecState state = turn.state();
    long flags = turn.value("flags");
    long asked = turn.address("a");
    long address = (flags & ROUND) != 0 ? asked & -Pages.SIZE : asked;
    boolean replaces = (flags & REMAP) != 0;
    if (isGone(state) || !Pages.isAligned(address) || replaces && address == 0) {
      return Answer.of("EINVAL");
    }
    long bytes = state.objects.get(state.segment).bytes();
    long pages = Pages.of(Pages.alignUp(bytes));
    long start = asked == 0 ? Placing.anywhere(state, pages) : Pages.of(address);
    long end = start + pages;
    boolean wraps = Long.compareUnsigned(address + bytes, address) < 0;
    if (asked != 0 && !replaces && (wraps || !state.space.isFree(start, end))) {
      return Answer.of("EINVAL");
    }
    if (!state.limits.hasRoomToMap(state.space)) {
      return Answer.of("ENOMEM");
    }
    if (start < 0 || !Pages.inUserSpace(start << Pages.SHIFT, pages << Pages.SHIFT)) {
      return Answer.of("ENOMEM");
    }
    Attributes attributes = attributes(state, flags, start);
    String error = Unmapping.check(state, start, end);
    if (error.isEmpty()) {
      error = checkLimits(state, attributes, start, end);
    }
    if (!error.isEmpty()) {
      return Answer.of(error);
    }
    Unmapping.unmap(state, start, end);
    state.space.put(start, end, attributes);
    turn.state().land(turn.task(), start);
    if (attributes.isLocked()) {
      Memory.populate(state, start, end);
    }
    if (asked == 0) {
      return Answer.of("OTHER");
    }
    return Answer.of(address == asked ? "OK" : "OK->" + Pages.relative(start));
  }

  private static Attributes attributes(SpecState state, long flags, long start) {
    boolean readOnly = (flags & READ_ONLY) != 0;
    int prot = (readOnly ? 1 : 3) | ((flags & EXECUTABLE) != 0 ? Attributes.EXEC : 0);
    long bits = Flag.SHM.bit() | state.futureFlags;
    return new Attributes(prot, readOnly ? 5 : 7, true, state.segment, -start, bits, 0);
  }

  private static String checkLimits(SpecState state, Attributes attributes, long start, long end) {
    long replaced = state.space.within(start, end).stream().mapToLong(Run::pages).sum();
    if (!state.limits.mayLockMore(state, attributes, end - start)) {
      return "EAGAIN";
    }
    boolean fits = state.limits.mayExpand(state.space, attributes, end - start - replaced);
    return fits ? "" : "ENOMEM";
  }

  /** Whether there is no segment: none was made, or it was removed and nothing is attached. */
  private static boolean isGone(SpecState state) {
    return state.segment == 0 || isGone(state, state.segment);
  }

  /** Whether a segment was removed and nothing is attached. */
  static boolean isGone(SpecState state, int segment) {
    return state.removedSegments.contains(segment) && attached(state, segment).isEmpty();
  }

  private static List<Run> attached(SpecState state, int segment) {
    List<Run> runs = new ArrayList<>();
    for (SpecState one = state; one != null; one = one.child) {
      for (Run run : one.space.runs()) {
        if (run.has(Flag.SHM) && run.attributes().object() == segment) {
          runs.add(run);
        }
      }
    }
    return runs;
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
    // The first mapping goes whole, also where it has grown; others if they end with the segment.
    List<Long> seams = state.space.seamsWithin(first.start(), first.end());
    detach(state, first.within(first.start(), seams.isEmpty() ? first.end() : seams.get(0)));
    long end =
        start + Pages.of(Pages.alignUp(state.objects.get(first.attributes().object()).bytes()));
    for (Run run : state.space.within(start, end)) {
      if (isAttachedAt(run, start)) {
        detach(state, run.within(run.start(), lastEnd(state.space, run.start(), end)));
      }
    }
    return Answer.OK;
  }

  /** Where the last mapping of a run ends that does not reach beyond a page. */
  private static long lastEnd(Space space, long start, long end) {
    long runEnd = space.mapped(start).end();
    return runEnd <= end
        ? runEnd
        : space.seamsWithin(start, end + 1).stream().reduce(start, Math::max);
  }

  /** What is sealed stays, and nobody is told. */
  private static void detach(SpecState state, Run run) {
    if (!run.has(Flag.SEALED) && run.pages() > 0) {
      Unmapping.unmap(state, run.start(), run.end());
    }
  }

  private static boolean isAttachedAt(Run run, long start) {
    return run.has(Flag.SHM) && run.attributes().delta() == -start;
  }

  /** The number of attachments, which counts VMAs. */
  static Answer attachments(Turn turn) {
    if (isGone(turn.state())) {
      return noSegment(turn.state());
    }
    List<Run> runs = attached(turn.state(), turn.state().segment);
    return runs.isEmpty() && !turn.state().isChild
        ? Answer.of("0")
        : new Answer.AtLeast(runs.size());
  }

  /** A child does not know whether its parent is attached. */
  private static Answer noSegment(SpecState state) {
    if (state.isChild && state.segment != 0) {
      throw new Open("whether another process is attached");
    }
    return Answer.of("EINVAL");
  }

  static Answer removeSegment(Turn turn) {
    if (isGone(turn.state())) {
      return noSegment(turn.state());
    }
    turn.state().removedSegments.add(turn.state().segment);
    return Answer.OK;
  }
}

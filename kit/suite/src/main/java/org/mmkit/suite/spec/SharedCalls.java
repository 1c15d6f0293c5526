// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.List;
import org.mmkit.suite.program.CallMap;

/** SysV shared memory. */
final class SharedCalls {

  private static final long READ_ONLY = 0x1000;
  private static final long ROUND = 0x2000;
  private static final long REMAP = 0x4000;

  private SharedCalls() {}

  static void register(CallMap<Transition> transitions) {
    transitions.put("shm", SharedCalls::create);
    transitions.put("shmat", SharedCalls::attach);
    transitions.put("shmdt", SharedCalls::detach);
    transitions.put("shmn", SharedCalls::attachments);
    transitions.put("shmrm", SharedCalls::removeSegment);
  }

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
}

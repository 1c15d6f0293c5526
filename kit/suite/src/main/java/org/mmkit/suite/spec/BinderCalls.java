// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.Map;
import java.util.TreeMap;
import org.mmkit.suite.program.CallMap;

/** A driver that maps a buffer into the process and puts pages into it. */
final class BinderCalls {

  private static final int READ_EXEC = 5;

  private BinderCalls() {}

  static void register(CallMap<Transition> transitions) {
    transitions.put("bind_map", BinderCalls::map);
    transitions.put("bind_put", BinderCalls::put);
    transitions.put("bind_free", BinderCalls::free);
    transitions.put("bind_shrink", BinderCalls::shrink);
  }

  static Answer map(Turn turn) {
    SpecState state = turn.state();
    long address = turn.address("a");
    long bytes = Pages.alignUp(turn.bytes("n"));
    if (bytes <= 0) {
      return Answer.of("EINVAL");
    }
    Mmap.refuseErrno(address);
    if (!Pages.inUserSpace(address, bytes)) {
      return Answer.of("ENOMEM");
    }
    if (!Pages.isAligned(address)) {
      return Answer.of("EINVAL");
    }
    if (state.binder.isMade()) {
      return Answer.of("EBUSY");
    }
    long start = Pages.of(address);
    long end = start + Pages.of(bytes);
    if (!state.limits.hasRoomToMap(state.space)) {
      return Answer.of("ENOMEM");
    }
    Attributes none = new Attributes(Attributes.READ, READ_EXEC, false, 0, 0, 0, 0);
    boolean locked = (state.futureFlags & Flag.LOCKED.bit()) != 0;
    if (!state.limits.mayLockMore(state, none.with(Flag.LOCKED, locked), Pages.of(bytes))) {
      return Answer.of("EAGAIN");
    }
    String error = Unmapping.check(state, start, end);
    if (!error.isEmpty()) {
      return Answer.of(error);
    }
    long replaced = state.space.within(start, end).stream().mapToLong(Run::pages).sum();
    if (!state.limits.mayExpand(state.space, none, end - start - replaced)) {
      state.space.mayBeSplitAt(start);
      state.space.mayBeSplitAt(end);
      return Answer.of("ENOMEM");
    }
    Unmapping.unmap(state, start, end);
    state.binder.object = state.objects.create(Backing.Kind.BINDER, bytes);
    state.binder.start = start;
    long flags = Flag.DONTFORK.bit();
    state.space.put(
        start,
        end,
        new Attributes(Attributes.READ, READ_EXEC, false, state.binder.object, -start, flags, 0));
    return Answer.OK;
  }

  static Answer put(Turn turn) {
    SpecState state = turn.state();
    if (!state.binder.isMade()) {
      return Answer.of("ESRCH");
    }
    long page = turn.value("page");
    if (page < 0 || page * Pages.SIZE >= state.objects.get(state.binder.object).bytes()) {
      return Answer.of("EINVAL");
    }
    if (!isMapped(state, page)) {
      return Answer.of("ESRCH");
    }
    int frame = state.objects.frameOf(state.binder.object, page);
    state.objects.store(frame, 0, turn.call().character("c", turn.env()));
    state.binder.pages.put(page, true);
    return Answer.OK;
  }

  private static boolean isMapped(SpecState state, long page) {
    Run run = state.space.at(state.binder.start + page);
    return run != null
        && state.binder.isMappedBy(run.attributes())
        && run.attributes().delta() == -state.binder.start;
  }

  static Answer free(Turn turn) {
    SpecState state = turn.state();
    long page = turn.value("page");
    Boolean used = state.binder.pages.replace(page, false);
    return used != null && used ? Answer.OK : Answer.of("EINVAL");
  }

  /** Pages whose lock is contended stay; the specification cannot know which. */
  static Answer shrink(Turn turn) {
    SpecState state = turn.state();
    for (Map.Entry<Long, Boolean> held : new TreeMap<>(state.binder.pages).entrySet()) {
      long page = held.getKey();
      if (!held.getValue() && turn.choices().pick(2) == 0) {
        resident(state).remove(page);
        state.binder.pages.remove(page);
      }
    }
    return Answer.OK;
  }

  /**
   * Takes what was discarded out of the mapping: a fault does not bring it back. The driver keeps
   * the page, and maps it again with the next byte.
   */
  static void discard(SpecState state, Run run) {
    if (state.binder.isMappedBy(run.attributes())) {
      long delta = run.attributes().delta();
      resident(state).subMap(run.start() + delta, run.end() + delta).clear();
    }
  }

  private static TreeMap<Long, Integer> resident(SpecState state) {
    return state.objects.get(state.binder.object).resident();
  }
}

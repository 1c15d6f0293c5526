// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.List;
import org.mmkit.suite.program.CallMap;

/** mlock and its kin, msync and mseal. */
final class LockCalls {

  private static final long ONFAULT = 1;
  private static final long CURRENT = 1;
  private static final long FUTURE = 2;
  private static final long FUTURE_ONFAULT = 4;

  private LockCalls() {}

  static void register(CallMap<Transition> transitions) {
    transitions.put("lock", LockCalls::lock);
    transitions.put("lock_raw", LockCalls::lock);
    transitions.put("lock2", LockCalls::lock);
    transitions.put("unlock", LockCalls::unlock);
    transitions.put("lockall", LockCalls::lockAll);
    transitions.put("unlockall", LockCalls::unlockAll);
    transitions.put("msync", LockCalls::sync);
    transitions.put("seal", turn -> seal(turn, turn.address("a")));
    transitions.put("sealb", turn -> seal(turn, HeapCalls.address(turn)));
  }

  private static Answer lock(Turn turn) {
    String error = mark(turn);
    if (!error.equals("OK")) {
      return Answer.of(error);
    }
    long from = address(turn) & -Pages.SIZE;
    long end = from + length(turn);
    boolean done = Memory.populateOrStop(turn.state(), Pages.of(from), Pages.of(end));
    return Answer.of(done ? "OK" : "ENOMEM");
  }

  /** The first half of mlock: marks the mappings, and does not touch their pages yet. */
  static String mark(Turn turn) {
    if (turn.call().name().equals("lockall")) {
      return markAll(turn);
    }
    long flags = turn.call().name().equals("lock2") ? turn.value("flags") : 0;
    if ((flags & ~ONFAULT) != 0) {
      return "EINVAL";
    }
    if (!turn.state().limits.mayLock()) {
      return "EPERM";
    }
    long from = address(turn) & -Pages.SIZE;
    return withinLimit(turn.state(), from, length(turn))
        ? apply(turn, from, length(turn), true, flags == ONFAULT)
        : "ENOMEM";
  }

  private static long address(Turn turn) {
    return isRaw(turn) ? turn.value("addr") : turn.address("a");
  }

  private static long length(Turn turn) {
    long bytes = isRaw(turn) ? turn.value("bytes") : turn.bytes("n");
    return Pages.alignUp(bytes + Pages.offset(address(turn)));
  }

  private static boolean isRaw(Turn turn) {
    return turn.call().name().equals("lock_raw");
  }

  private static boolean withinLimit(SpecState state, long from, long length) {
    long locked = Limits.lockedPages(state) + Pages.of(length);
    if (state.limits.mayLock(locked)) {
      return true;
    }
    long end = Pages.inUserSpace(from, length) ? Pages.of(from + length) : Long.MAX_VALUE;
    List<Run> runs = state.space.within(Pages.of(from), end);
    long already = runs.stream().filter(r -> r.has(Flag.LOCKED)).mapToLong(Run::pages).sum();
    return state.limits.mayLock(locked - already);
  }

  static Answer unlock(Turn turn) {
    long address = turn.address("a");
    long length = Pages.alignUp(turn.bytes("n") + Pages.offset(address));
    return Answer.of(apply(turn, address & -Pages.SIZE, length, false, false));
  }

  /** Sets or clears the flags run by run, up to the first hole. */
  private static String apply(Turn turn, long from, long length, boolean lock, boolean onFault) {
    if (Long.compareUnsigned(from + length, from) < 0) {
      return "EINVAL";
    }
    long end = Pages.of(from + length);
    long next = Pages.of(from);
    for (Run run : turn.space().within(next, end)) {
      if (run.start() != next) {
        return "ENOMEM";
      }
      String error = one(turn, run, lock, onFault);
      if (!error.isEmpty()) {
        return error;
      }
      next = run.end();
    }
    return next < end ? "ENOMEM" : "OK";
  }

  private static String one(Turn turn, Run run, boolean lock, boolean onFault) {
    SpecState state = turn.state();
    Attributes before = run.attributes();
    if (before.has(Flag.HUGETLB) || before.has(Flag.DROPPABLE) || state.isSpecial(before)) {
      return "";
    }
    Attributes after = before.with(Flag.LOCKED, lock).with(Flag.ONFAULT, onFault);
    if (after.equals(before)) {
      return "";
    }
    String split = Splitting.check(state, run, after);
    if (!split.isEmpty()) {
      return split;
    }
    long end = turn.reached(run);
    if (end > run.start()) {
      state.space.change(run.start(), end, attributes -> after);
    }
    return end < run.end() ? "ENOMEM" : "";
  }

  static Answer lockAll(Turn turn) {
    String error = markAll(turn);
    if (error.equals("OK") && (turn.value("flags") & CURRENT) != 0) {
      for (Run run : List.copyOf(turn.space().runs())) {
        Memory.populate(turn.state(), run.start(), run.end());
      }
    }
    return Answer.of(error);
  }

  private static String markAll(Turn turn) {
    long flags = turn.value("flags");
    if (flags == 0 || (flags & ~7) != 0 || flags == FUTURE_ONFAULT) {
      return "EINVAL";
    }
    SpecState state = turn.state();
    if (!state.limits.mayLock()) {
      return "EPERM";
    }
    boolean current = (flags & CURRENT) != 0;
    if (current && !state.limits.mayLock(Long.MAX_VALUE)) {
      throw new Open("depends on the size of the process");
    }
    boolean onFault = (flags & FUTURE_ONFAULT) != 0;
    long lockBits = Flag.LOCKED.bit() | (onFault ? Flag.ONFAULT.bit() : 0);
    state.futureFlags = (flags & FUTURE) != 0 ? lockBits : 0;
    if (current) {
      state.allLocked = true;
      for (Run run : List.copyOf(state.space.runs())) {
        one(turn, run, true, onFault);
      }
    }
    return "OK";
  }

  static Answer unlockAll(Turn turn) {
    SpecState state = turn.state();
    state.futureFlags = 0;
    state.allLocked = false;
    for (Run run : List.copyOf(state.space.runs())) {
      one(turn, run, false, false);
    }
    return Answer.OK;
  }

  static Answer sync(Turn turn) {
    List<String> flags = turn.call().words("sync");
    boolean async = flags.contains("ASYNC");
    long address = turn.address("a");
    if (flags.contains("BAD") || !Pages.isAligned(address) || async && flags.contains("SYNC")) {
      return Answer.of("EINVAL");
    }
    long length = Pages.alignUp(turn.bytes("n"));
    long start = Pages.of(address);
    long end = Pages.of(address + length);
    if (end < start) {
      return Answer.of("ENOMEM");
    }
    return Answer.of(
        sync(turn.space(), start, end, async && flags.size() == 1, flags.contains("INVALIDATE")));
  }

  /** Writes the pages of a part of one run back; why not, or nothing. */
  static String syncOne(Turn turn, Run run) {
    boolean busy = turn.call().words("sync").contains("INVALIDATE") && run.has(Flag.LOCKED);
    return busy ? "EBUSY" : "";
  }

  private static String sync(
      Space space, long start, long end, boolean onlyAsync, boolean invalidate) {
    long next = start;
    boolean hole = false;
    for (Run run : space.within(start, end)) {
      hole |= run.start() != next;
      if (hole && onlyAsync) {
        return "ENOMEM";
      }
      if (invalidate && run.has(Flag.LOCKED)) {
        return "EBUSY";
      }
      next = run.end();
    }
    return hole || next < end ? "ENOMEM" : "OK";
  }

  static Answer seal(Turn turn, long address) {
    long bytes = turn.bytes("n");
    long length = Pages.alignUp(bytes);
    if (turn.value("flags") != 0
        || !Pages.isAligned(address)
        || bytes != 0 && length == 0
        || Long.compareUnsigned(address + length, address) < 0) {
      return Answer.of("EINVAL");
    }
    long start = Pages.of(address);
    long end = Pages.of(address + length);
    if (!turn.space().isCovered(start, end)) {
      return Answer.of("ENOMEM");
    }
    for (Run run : turn.space().within(start, end)) {
      Attributes sealed = run.attributes().with(Flag.SEALED);
      String error = run.has(Flag.SEALED) ? "" : Splitting.check(turn.state(), run, sealed);
      if (!error.isEmpty()) {
        return Answer.of(error);
      }
      turn.space().change(run.start(), run.end(), attributes -> attributes.with(Flag.SEALED));
    }
    return Answer.OK;
  }
}

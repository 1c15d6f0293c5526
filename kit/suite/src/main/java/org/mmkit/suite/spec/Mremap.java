// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.ArrayList;
import java.util.List;

/** mremap: shrinking, growing or moving, once {@link RemapCall} has no objection. */
final class Mremap {

  private static final String FAULT = "EFAULT";

  private final Turn turn;
  private final SpecState state;
  private final RemapCall call;
  private final Joining joining;

  private Mremap(Turn turn) {
    this.turn = turn;
    this.state = turn.state();
    this.call = new RemapCall(turn);
    this.joining = new Joining(turn);
  }

  static Answer remap(Turn turn) {
    Mremap mremap = new Mremap(turn);
    String error = mremap.call.checkArguments();
    return Answer.of(error.isEmpty() ? mremap.run() : error);
  }

  private String run() {
    long start = Pages.of(call.address);
    if (call.fixed && call.oldPages == call.newPages) {
      return moveAll(start);
    }
    RemapPart part =
        new RemapPart(start, call.oldPages, call.newPages, Pages.of(call.to)).in(state.space);
    String error = call.check(part);
    if (!error.isEmpty()) {
      return error;
    }
    if (call.impliesPlace()) {
      return moveTo(part);
    }
    if (part.newPages() == part.oldPages()) {
      return stay(start);
    }
    return part.expands() ? expand(part) : shrink(part);
  }

  /** Moves a range of one size, mapping by mapping; only its start must be mapped. */
  private String moveAll(long start) {
    long end = start + call.oldPages;
    List<Run> runs = parts(start, end);
    if (runs.isEmpty() || runs.get(0).start() > start) {
      return FAULT;
    }
    for (Run run : runs) {
      boolean alone = run == runs.get(0) && run.end() == end;
      boolean goesAlone =
          run.attributes().uffd() != 0 || run.has(Flag.SHM) || run.has(Flag.ZERO_DEVICE);
      if (goesAlone && (!alone || turn.isSplit(run.start(), end))) {
        return FAULT;
      }
      long target = Pages.of(call.to) + run.start() - start;
      RemapPart part = new RemapPart(run.start(), run.pages(), run.pages(), target).in(state.space);
      String error = call.check(part);
      if (error.isEmpty()) {
        error = moveTo(part);
      }
      if (error.startsWith("E")) {
        return error;
      }
    }
    return landAt(Pages.of(call.to));
  }

  /**
   * The mappings of a range. Where a limit may stop between two, those count too that look like
   * one.
   */
  private List<Run> parts(long start, long end) {
    List<Run> runs = state.space.within(start, end);
    boolean limited = state.limits.hasAddressLimit() || state.limits.hasDataLimit();
    if (!call.dontUnmap || !limited || !turn.isSplit(start, end)) {
      return runs;
    }
    List<Run> parts = new ArrayList<>();
    for (Run run : runs) {
      long from = run.start();
      for (long seam : state.space.seamsWithin(run.start(), run.end())) {
        parts.add(run.within(from, seam));
        from = seam;
      }
      parts.add(run.within(from, run.end()));
    }
    return parts;
  }

  /** mremap_to: the target is unmapped first, whatever comes of the rest. */
  private String moveTo(RemapPart asked) {
    RemapPart part = asked;
    if (turn.runsOut()) {
      return noMemory(part);
    }
    if (call.fixed) {
      String error = Unmapping.check(state, part.to(), part.to() + part.newPages());
      if (!error.isEmpty()) {
        return error;
      }
      Unmapping.unmap(state, part.to(), part.to() + part.newPages());
      if (state.space.at(part.start()) == null) {
        return FAULT;
      }
    }
    if (turn.runsOut()) {
      return noMemory(part);
    }
    if (part.newPages() < part.oldPages()) {
      String error = cutTail(part);
      if (!error.isEmpty() || turn.runsOut()) {
        return error.isEmpty() ? noMemory(part) : error;
      }
      part = new RemapPart(part.start(), part.newPages(), part.newPages(), part.to());
    }
    Attributes attributes = state.space.mapped(part.start()).attributes();
    if (call.dontUnmap && !state.limits.mayExpand(state.space, attributes, part.oldPages())) {
      return "ENOMEM";
    }
    long target = call.fixed ? part.to() : placeNear(part);
    return target < 0 ? "ENOMEM" : move(part, target);
  }

  private String noMemory(RemapPart part) {
    FailedAllocations.leaveSplit(state, turn.task(), turn.call());
    state.space.mayBeSplitAt(part.start());
    state.space.mayBeSplitAt(part.end());
    return "ENOMEM";
  }

  private long placeNear(RemapPart part) {
    return part.to() != 0 && Placing.isRoom(state, part.to(), part.newPages())
        ? part.to()
        : Placing.anywhere(state, part.newPages());
  }

  private String stay(long start) {
    state.land(turn.task(), start);
    return "OK";
  }

  private String landAt(long page) {
    state.land(turn.task(), page);
    boolean asAsked = turn.call().has("to") && page << Pages.SHIFT == call.to;
    return asAsked ? "OK->" + Pages.relative(page) : "MOVED";
  }

  private String shrink(RemapPart part) {
    String error = cutTail(part);
    return error.isEmpty() ? stay(part.start()) : error;
  }

  /** Unmaps what a shrinking mapping gives up, as munmap does. */
  private String cutTail(RemapPart part) {
    long tail = part.start() + part.newPages();
    if (!Pages.inUserSpace(
        tail << Pages.SHIFT, (part.oldPages() - part.newPages()) << Pages.SHIFT)) {
      return "EINVAL";
    }
    String error = Unmapping.check(state, tail, part.end());
    if (error.isEmpty()) {
      Unmapping.unmap(state, tail, part.end());
    }
    return error;
  }

  private String expand(RemapPart part) {
    Run run = state.space.mapped(part.start());
    long end = part.start() + part.newPages();
    boolean atEnd = run.end() == part.end() && part.oldPages() > 0;
    boolean foreign = part.start() >= SpecState.ELSEWHERE && turn.choices().pick(2) == 1;
    boolean fits =
        !foreign && Pages.inUserSpace(part.start() << Pages.SHIFT, part.newPages() << Pages.SHIFT);
    if (atEnd && fits && state.space.isFree(run.end(), end)) {
      // What a driver fills is never made longer where it is (VM_SPECIAL).
      if (state.binder.isMappedBy(run.attributes())
          || !Limits.hasMemory(run.attributes(), end - run.end())) {
        return "ENOMEM";
      }
      state.space.put(run.end(), end, run.attributes());
      state.space.forgetSeams(run.end() - 1, run.end() + 1);
      populateTail(run.attributes(), part.end(), end);
      return stay(part.start());
    }
    if (!call.mayMove) {
      return "ENOMEM";
    }
    if (!Limits.hasMemory(run.attributes(), part.newPages())) {
      return "ENOMEM";
    }
    long target = Placing.anywhere(state, part.newPages());
    return target < 0 ? "ENOMEM" : move(part, target);
  }

  private void populateTail(Attributes attributes, long from, long end) {
    if (attributes.isLocked()) {
      Memory.populate(state, from, end);
    }
  }

  private String move(RemapPart part, long target) {
    Run run = state.space.mapped(part.start());
    if (!state.limits.hasRoomToMove(state.space)) {
      return "ENOMEM";
    }
    Attributes attributes = run.attributes();
    Attributes moved = attributes.movedBy(target - part.start()).unwatched();
    boolean beside = Joining.mayJoin(run, target, part.newPages());
    boolean joined = call.dontUnmap && run.has(Flag.LOCKED) && beside;
    List<Long> seams = state.space.seamsWithin(part.start(), part.end());
    Moving.carry(state, part.start(), part.end(), target);
    if (call.dontUnmap && state.binder.isMappedBy(run.attributes())) {
      throw new Open("which pages of two mappings a driver fills");
    }
    if (call.dontUnmap) {
      Moving.leaveBehind(turn, run, part.start(), part.end());
      if (joined && turn.choices().pick(2) == 1) {
        // One mapping with the old one now, all of which is unlocked but goes on to count.
        state.lockedTwice += part.newPages();
        joining.unlock(moved, target == run.end() ? target + part.newPages() : target - 1);
        moved = moved.without(Flag.LOCKED).without(Flag.ONFAULT);
      }
    } else if (part.oldPages() > 0) {
      state.space.clear(part.start(), part.end());
    }
    state.space.put(target, target + part.newPages(), moved);
    seams.forEach(seam -> state.space.mayBeSplitAt(seam - part.start() + target));
    if (attributes.uffd() != 0) {
      joining.forget(attributes.movedBy(target - part.start()), target, part.newPages());
      joining.forget(run, beside);
    }
    populateTail(moved, target + part.oldPages(), target + part.newPages());
    return landAt(target);
  }
}

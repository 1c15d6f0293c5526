// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.math.BigDecimal;
import org.mmkit.suite.program.CallMap;

/** The heap: brk, and the mapping calls with pages that count from its beginning. */
final class HeapCalls {

  private static final long HEAP_ADDRESS = SpecState.HEAP << Pages.SHIFT;

  private HeapCalls() {}

  static void register(CallMap<Transition> transitions) {
    transitions.put("brk_init", HeapCalls::init);
    transitions.put("brk", HeapCalls::set);
    transitions.put("brk_raw", HeapCalls::setRaw);
    transitions.put("cbrk", HeapCalls::current);
    transitions.put("mapb", HeapCalls::map);
  }

  static long address(Turn turn) {
    return HEAP_ADDRESS + turn.bytes("a");
  }

  static Answer init(Turn turn) {
    return Answer.of(turn.state().brk == 0 ? "OK" : "ENOMEM");
  }

  static Answer set(Turn turn) {
    return set(turn.state(), turn.bytes("n"));
  }

  /** An absolute break. */
  static Answer setRaw(Turn turn) {
    return set(turn.state(), turn.value("addr") - HEAP_ADDRESS);
  }

  private static Answer set(SpecState state, long asked) {
    boolean changed = asked >= 0 && change(state, asked);
    return Answer.of(changed || asked == state.brk ? "OK" : "UNCHANGED");
  }

  private static boolean change(SpecState state, long asked) {
    long oldEnd = SpecState.HEAP + Pages.of(Pages.alignUp(state.brk));
    long newEnd = SpecState.HEAP + Pages.of(Pages.alignUp(asked));
    boolean done =
        newEnd == oldEnd
            || (newEnd < oldEnd ? shrink(state, newEnd, oldEnd) : grow(state, oldEnd, newEnd));
    if (done && state.limits.mayRefuseHeap(Pages.of(Pages.alignUp(asked)))) {
      throw new Open("how much of the process counts as data");
    }
    if (done) {
      state.brk = asked;
    }
    return done;
  }

  private static boolean shrink(SpecState state, long newEnd, long oldEnd) {
    if (state.space.isFree(newEnd, oldEnd) || !Unmapping.check(state, newEnd, oldEnd).isEmpty()) {
      return false;
    }
    Unmapping.unmap(state, newEnd, oldEnd);
    return true;
  }

  private static boolean grow(SpecState state, long oldEnd, long newEnd) {
    Attributes attributes = new Attributes(3, 7, false, Objects.NONE, 0, state.futureFlags, 0);
    long pages = newEnd - oldEnd;
    boolean fits = Pages.inUserSpace(oldEnd << Pages.SHIFT, pages << Pages.SHIFT);
    if (!fits
        || !Placing.isRoom(state, oldEnd, pages + 1)
        || !state.limits.mayLockMore(state, attributes, pages)
        || !state.limits.mayExpand(state.space, attributes, pages)
        || !state.limits.hasRoomToMap(state.space)
        || !Limits.hasMemory(attributes, pages)) {
      return false;
    }
    state.space.put(oldEnd, newEnd, attributes);
    if (attributes.isLocked()) {
      Memory.populate(state, oldEnd, newEnd);
    }
    return true;
  }

  /** The break in pages. */
  static Answer current(Turn turn) {
    BigDecimal pages = BigDecimal.valueOf(turn.state().brk).divide(BigDecimal.valueOf(Pages.SIZE));
    return Answer.of(pages.signum() == 0 ? "0" : pages.stripTrailingZeros().toPlainString());
  }

  static Answer map(Turn turn) {
    MapRequest request = MapRequest.of(turn, address(turn), MapRequest.Placement.FIXED);
    Mmap.Result result = Mmap.map(turn.state(), request);
    return Answer.of(result.isError() ? result.errno() : "OK");
  }
}

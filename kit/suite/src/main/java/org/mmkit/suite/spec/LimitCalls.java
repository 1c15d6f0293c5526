// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import org.mmkit.suite.program.CallMap;

/** Limits of the process, and reaching that of its mappings. */
final class LimitCalls {

  private LimitCalls() {}

  static void register(CallMap<Transition> transitions) {
    transitions.put("rlim", LimitCalls::limit);
    transitions.put("dropcap", LimitCalls::dropCapability);
    transitions.put("fillmaps", turn -> fillMaps(turn, "ENOMEM"));
    transitions.put("fillcount", turn -> fillMaps(turn, "65531"));
  }

  /** rlim: the limits that the program lowers. */
  private static Answer limit(Turn turn) {
    SpecState state = turn.state();
    boolean relative = turn.call().isText("amount");
    long amount =
        relative
            ? Long.parseLong(turn.call().text("amount").substring(1))
            : Pages.of(turn.bytes("amount"));
    switch (turn.call().text("limit")) {
      case "MEMLOCK" ->
          state.limits.limitLocked(amount + (relative ? Limits.lockedPages(state) : 0));
      case "AS" ->
          state.limits.limitAddressSpace(Limits.pages(state.space) + known(relative, amount));
      default -> state.limits.limitData(Limits.dataPages(state.space) + known(relative, amount));
    }
    return Answer.OK;
  }

  private static long known(boolean relative, long amount) {
    if (!relative) {
      throw new Open("the size of the process");
    }
    return amount;
  }

  private static Answer dropCapability(Turn turn) {
    turn.state().limits.dropCapability();
    return Answer.OK;
  }

  /** Adds small mappings until no more are allowed. */
  private static Answer fillMaps(Turn turn, String answer) {
    SpecState state = turn.state();
    if (state.limits.hasAddressLimit()) {
      throw new Open("whether the address space or the map is full first");
    }
    Attributes none = new Attributes(0, 7, false, 0, 0, state.futureFlags, 0);
    state.limits.countMappings();
    int room = state.limits.roomForMappings() - state.space.runs().size();
    for (long page = Pages.ARENA + 1000; room > 0; page += 6, room--) {
      if (!state.space.isFree(page, page + 3)) {
        throw new Open("filling the map beside mappings from page 1000 on");
      }
      state.space.put(page, page + 3, none);
    }
    return Answer.of(answer);
  }
}

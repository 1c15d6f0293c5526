// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.List;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallKind;
import org.mmkit.suite.program.Env;

/** Calls that fail for want of memory of the kernel's own: then they have done nothing. */
final class FailedAllocations {
  private FailedAllocations() {}

  static List<Move> moves(World world, Operation operation) {
    Call call = operation.call();
    if (!mayFail(call) || !answer(call).equals(operation.result())) {
      return List.of();
    }
    World next = world.copy();
    leaveSplit(next.state(), operation.task(), call);
    return List.of(Move.concurrent(answer(call), next));
  }

  /**
   * Other calls, such as mlock, and those of children, where nothing else explains the result: they
   * may have changed some of their mappings before memory ran out.
   */
  static List<Move> lastResort(World world, Operation operation) {
    String result = operation.result();
    if (result == null || mayFail(operation.call()) || !saysSo(result)) {
      return List.of();
    }
    World next = world.copy();
    next.state().unknown = "how far a call came that ran out of memory";
    return List.of(Move.concurrent(result, next));
  }

  /** madvise says EAGAIN for it. */
  private static boolean saysSo(String result) {
    List<String> each = List.of(result.split(",", -1));
    return each.contains("ENOMEM") || each.contains("EAGAIN");
  }

  /** A child runs out of memory at one of its calls, as its parent may at its own. */
  static boolean mayFailInChild(Turn turn, Call call) {
    return turn.state().allocationsFail && turn.task() != 0 && mayFail(call);
  }

  private static boolean mayFail(Call call) {
    return call.is(CallKind.MOVES_BREAK)
        || call.is(CallKind.MAY_SPLIT_IN_VAIN)
        || call.is(CallKind.ALLOCATES);
  }

  /** What such a call returns. */
  static String answer(Call call) {
    return call.is(CallKind.MOVES_BREAK) ? "UNCHANGED" : "ENOMEM";
  }

  /** A munmap that could not split the last VMA may have split the first. */
  static void leaveSplit(SpecState state, int task, Call call) {
    if (call.is(CallKind.MAY_SPLIT_IN_VAIN)) {
      Env env = new Env(state.landed(task));
      boolean raw = call.name().equals("unmap_raw");
      long address = raw ? call.value("addr", env) : call.address("a", env);
      long bytes = raw ? call.value("bytes", env) : call.pages("n", env);
      state.space.mayBeSplitAt(Pages.of(address));
      state.space.mayBeSplitAt(Pages.of(address + Pages.alignUp(bytes)));
    }
  }
}

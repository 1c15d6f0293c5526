// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.List;
import java.util.Set;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallKind;
import org.mmkit.suite.program.Env;

/** Calls that fail for want of memory of the kernel's own: then they have done nothing. */
final class FailedAllocations {
  private static final Set<String> SPLIT_AT_ENDS = Set.of("unmap", "map", "prot");

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
  static boolean mayFailInChild(SpecState child, int task, Call call) {
    return child.allocationsFail && task != 0 && mayFail(call);
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

  /** A call that could not split the last VMA of its range may have split the first. */
  static void leaveSplit(SpecState state, int task, Call call) {
    Env env = new Env(state.landed(task));
    if (call.name().equals("unmap_raw")) {
      leaveSplit(state, call.value("addr", env), call.value("bytes", env));
    } else if (call.name().equals("remap")) {
      leaveSplit(state, call.address("a", env), call.pages("old", env));
      leaveSplit(state, call.address("a", env), call.pages("new", env));
      if (call.has("to")) {
        leaveSplit(state, call.address("to", env), call.pages("new", env));
      }
    } else if (SPLIT_AT_ENDS.contains(call.name())) {
      leaveSplit(state, call.address("a", env), call.pages("n", env));
    }
  }

  private static void leaveSplit(SpecState state, long address, long bytes) {
    state.space.mayBeSplitAt(Pages.of(address));
    state.space.mayBeSplitAt(Pages.of(address + Pages.alignUp(bytes)));
  }
}

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
    if (call.is(CallKind.MOVES_BREAK) && "UNCHANGED".equals(operation.result())) {
      return List.of(Move.concurrent("UNCHANGED", world));
    }
    if (!"ENOMEM".equals(operation.result())) {
      return List.of();
    }
    if (call.is(CallKind.MAY_SPLIT_IN_VAIN)) {
      return List.of(Move.concurrent("ENOMEM", perhapsSplit(world, operation)));
    }
    return call.is(CallKind.ALLOCATES) ? List.of(Move.concurrent("ENOMEM", world)) : List.of();
  }

  /** A munmap that could not split the last VMA may have split the first. */
  private static World perhapsSplit(World world, Operation operation) {
    Call call = operation.call();
    World next = world.copy();
    Env env = new Env(world.state().landed(operation.task()));
    boolean raw = call.name().equals("unmap_raw");
    long address = raw ? call.value("addr", env) : call.address("a", env);
    long bytes = raw ? call.value("bytes", env) : call.pages("n", env);
    next.state().space.mayBeSplitAt(Pages.of(address));
    next.state().space.mayBeSplitAt(Pages.of(address + Pages.alignUp(bytes)));
    return next;
  }
}

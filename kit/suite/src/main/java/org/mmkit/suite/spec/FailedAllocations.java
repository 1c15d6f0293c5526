// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.List;
import java.util.Set;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.Env;

/** Calls that fail for want of memory of the kernel's own: then they have done nothing. */
final class FailedAllocations {
  private static final Set<String> UNMAPPING = Set.of("unmap", "unmap_raw");
  private static final Set<String> OTHERS =
      Set.of("unmapb", "map", "map_raw", "mapb", "hint", "mmapany", "remap", "prot");

  private FailedAllocations() {}

  static List<Move> moves(World world, Operation operation) {
    Call call = operation.call();
    if (call.name().startsWith("brk") && "UNCHANGED".equals(operation.result())) {
      return List.of(Move.concurrent("UNCHANGED", world));
    }
    if (!"ENOMEM".equals(operation.result())) {
      return List.of();
    }
    if (UNMAPPING.contains(call.name())) {
      return List.of(Move.concurrent("ENOMEM", perhapsSplit(world, operation)));
    }
    return OTHERS.contains(call.name()) ? List.of(Move.concurrent("ENOMEM", world)) : List.of();
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

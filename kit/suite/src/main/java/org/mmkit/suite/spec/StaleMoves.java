// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which an access can use translations that a call still under way has taken away:
 * munmap and its kin are intervals for the memory accesses of other tasks, page by page.
 */
final class StaleMoves {

  private final Timeline timeline;
  private final World world;
  private final int index;
  private final Operation operation;
  private final @Nullable String result;
  private final List<Move> moves = new ArrayList<>();

  StaleMoves(Timeline timeline, World world, int index, @Nullable String result) {
    this.timeline = timeline;
    this.world = world;
    this.index = index;
    this.operation = timeline.get(index);
    this.result = result;
  }

  List<Move> all() {
    long page = Accesses.page(operation, world.state());
    int needs = Accesses.needs(operation.call());
    List<Stale> entries = world.staleAt(page);
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).serves(needs, operation.task(), timeline.before(index))) {
        use(page, i, entries.get(i));
      }
    }
    return moves;
  }

  private void use(long page, int position, Stale entry) {
    World next = world.copy();
    int offset = Pages.offset(Accesses.address(operation, world.state()));
    String answer = access(next.state(), entry.frame(), page, offset);
    if (result != null && isUnknown(entry, result)) {
      answer = result;
    }
    if (result == null || result.equals(answer)) {
      if (Moves.isLoadOrStore(operation.call())) {
        next.pass(page, operation.task(), position);
      }
      moves.add(Move.concurrent(answer, next));
    }
  }

  /**
   * Whether it is a load that finds a byte which nobody knows, or runs into a breakpoint: its probe
   * is known by the mapping, which has gone.
   */
  private boolean isUnknown(Stale entry, String found) {
    return switch (operation.call().name()) {
      case "r" -> world.state().objects.isUnknown(entry.frame()) && !found.startsWith("SEGV");
      case "xc" -> !world.state().probes.isEmpty() && found.equals("TRAP");
      default -> false;
    };
  }

  private String access(SpecState state, int frame, long page, int offset) {
    int stored = Accesses.stored(operation, world.state());
    if (stored >= 0) {
      state.objects.store(frame, offset, stored);
      return operation.call().name().equals("memwr") ? "1" : "OK";
    }
    return switch (operation.call().name()) {
      case "gup", "gupf" -> {
        state.pins.put(page, frame);
        yield "OK";
      }
      case "xc" -> "OK";
      default -> MemoryCalls.value(state.objects.content(frame).get(offset));
    };
  }
}

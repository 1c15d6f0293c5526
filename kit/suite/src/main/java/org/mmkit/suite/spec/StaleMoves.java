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
    if (Accesses.counts(operation.call())) {
      counting(world.copy(), 0, false);
    } else {
      single();
    }
    return moves;
  }

  private void single() {
    long page = Accesses.page(operation, world.state());
    List<Stale> entries = world.staleAt(page);
    for (int i = 0; i < entries.size(); i++) {
      if (isUsable(entries.get(i))) {
        single(page, i, entries.get(i));
      }
    }
  }

  private boolean isUsable(Stale entry) {
    int needs = Accesses.needs(operation.call());
    boolean allowed = needs == Attributes.READ ? entry.prot() != 0 : (entry.prot() & needs) != 0;
    return allowed
        && entry.frame() != unwritableFrame(needs)
        && entry.isOpenFor(operation.task(), timeline.before(index));
  }

  private static int unwritableFrame(int needs) {
    return needs == Attributes.WRITE ? Objects.ZERO_FRAME : -1;
  }

  private void single(long page, int position, Stale entry) {
    World next = world.copy();
    int offset = Pages.offset(Accesses.address(operation, world.state()));
    String answer = access(next.state(), entry.frame(), page, offset);
    if (result == null || result.equals(answer)) {
      if (Moves.isLoadOrStore(operation.call())) {
        next.pass(page, operation.task(), position);
      }
      if (entry.maker() == index) {
        // Copying a page flushes the old one from all TLBs before the store goes through.
        next.closeOlder(page, position, index);
      }
      moves.add(Move.concurrent(answer, next));
    }
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

  /** process_vm_readv and its kin go page by page, each in its own way, until one fails. */
  private void counting(World next, long done, boolean usedStale) {
    long at = Accesses.address(operation, world.state()) + done;
    long left = Accesses.bytes(operation, world.state()) - done;
    Memory.Touch now = left == 0 ? Memory.Touch.failed("") : touch(next.state(), Pages.of(at));
    if (usedStale && (left == 0 || now.isFault())) {
      add(next, done);
    }
    if (left == 0) {
      return;
    }
    long chunk = Math.min(left, Pages.SIZE - Pages.offset(at));
    if (!now.isFault()) {
      counting(stored(next, now.frame(), at, chunk), done + chunk, usedStale);
    }
    // Where it only reads, which page it was does not show: one way will do.
    boolean shows = Accesses.needs(operation.call()) == Attributes.WRITE;
    for (Stale entry : world.staleAt(Pages.of(at))) {
      if (isUsable(entry) && (shows || now.isFault())) {
        counting(stored(next, entry.frame(), at, chunk), done + chunk, true);
      }
    }
  }

  private Memory.Touch touch(SpecState state, long page) {
    int needs = Accesses.needs(operation.call());
    return operation.call().name().startsWith("pv")
        ? Memory.kernel(state, page, needs == Attributes.WRITE, false)
        : Memory.user(state, page, needs);
  }

  private World stored(World from, int frame, long at, long bytes) {
    int value = Accesses.stored(operation, world.state());
    if (value < 0) {
      return from;
    }
    World next = from.copy();
    next.state().objects.store(frame, Pages.offset(at), (int) bytes, value);
    return next;
  }

  private void add(World next, long done) {
    long bytes = Accesses.bytes(operation, world.state());
    String answer = KernelCalls.count(operation.call(), done, bytes);
    if (result == null || result.equals(answer)) {
      moves.add(Move.concurrent(answer, next.copy()));
    }
  }
}

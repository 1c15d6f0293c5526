// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.program.Call;

/**
 * The next pages that a copy can come to beside other calls. process_vm_readv and its kin, and read
 * and write of a pipe, go page by page, each in its own way, until one fails.
 */
final class CopyMoves {

  /** From here on, what is left is copied at once. */
  private static final long MAX_BYTES = 16 * Pages.SIZE;

  private final World world;
  private final Operation operation;
  private final long before;
  private final long from;
  private final @Nullable String result;
  private final List<Move> moves = new ArrayList<>();
  private final int index;

  /**
   * A copy under way.
   *
   * @param from the bytes that have been copied
   */
  CopyMoves(Timeline timeline, World world, int index, @Nullable String result, long from) {
    this.world = world;
    this.index = index;
    this.operation = timeline.get(index);
    this.before = timeline.before(index);
    this.from = from;
    this.result = result;
  }

  /** Whether a call is a copy of several pages. */
  static boolean isOne(Operation operation, SpecState state) {
    Call call = operation.call();
    long bytes = Accesses.bytes(operation, state);
    if (call.name().startsWith("pv")) {
      return !call.has("pid") && bytes >= 0;
    }
    return Accesses.counts(call) && Pages.inUserSpace(Accesses.address(operation, state), bytes);
  }

  List<Move> all() {
    goOn(world.copy(), from);
    return moves;
  }

  private void goOn(World next, long done) {
    long at = Accesses.address(operation, world.state()) + done;
    long left = Accesses.bytes(operation, world.state()) - done;
    if (left == 0) {
      finish(next, done);
      return;
    }
    long chunk = Math.min(left, Pages.SIZE - Pages.offset(at));
    // Where it only reads, which page it was does not show: one way will do.
    int needs = Accesses.needs(operation.call());
    boolean shows = needs == Attributes.WRITE;
    World touched = next.copy();
    Memory.Touch now;
    try {
      now = touch(touched.state(), Pages.of(at));
    } catch (Open open) {
      touched.state().unknown = open.getMessage();
      moves.add(Move.concurrent(result == null ? "" : result, touched));
      return;
    }
    if (now.isFault()) {
      finish(next, done);
    } else {
      copied(touched, now.frame(), at, done + chunk, chunk);
    }
    for (Stale entry : next.staleAt(Pages.of(at))) {
      if (entry.serves(needs, operation.task(), before) && (shows || now.isFault())) {
        copied(next.copy(), entry.frame(), at, done + chunk, chunk);
      }
    }
  }

  private Memory.Touch touch(SpecState state, long page) {
    boolean writes = Accesses.needs(operation.call()) == Attributes.WRITE;
    return switch (operation.call().name()) {
      case "pvr" -> Memory.pinned(state, page);
      case "pvw" -> Memory.kernel(state, page, true, false);
      default -> Memory.user(state, page, writes ? Attributes.WRITE : Attributes.READ);
    };
  }

  /** After a page: the end, or more to come. */
  private void copied(World next, int frame, long at, long done, long chunk) {
    int value = Accesses.stored(operation, world.state());
    if (value >= 0) {
      next.state().objects.store(frame, Pages.offset(at), (int) chunk, value);
    }
    if (done >= MAX_BYTES || done == Accesses.bytes(operation, world.state())) {
      goOn(next, done);
    } else {
      next.progress().put(index, new Progress.OfAccess(done, false));
      moves.add(Move.unfinished(next));
    }
  }

  private void finish(World next, long done) {
    long bytes = Accesses.bytes(operation, world.state());
    String answer = KernelCalls.count(operation.call(), done, bytes);
    if (result == null || result.equals(answer)) {
      moves.add(Move.concurrent(answer, next));
    }
  }
}

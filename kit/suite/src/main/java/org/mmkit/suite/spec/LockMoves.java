// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.program.CallKind;

/**
 * The ways in which mlock can end beside other calls: it marks its range first and touches the
 * pages later, and what others do in between can fail it, or leave it nothing to touch.
 */
final class LockMoves {

  private final Timeline timeline;
  private final World world;
  private final int index;
  private final Operation operation;
  private final @Nullable String result;

  LockMoves(Timeline timeline, World world, int index, @Nullable String result) {
    this.timeline = timeline;
    this.world = world;
    this.index = index;
    this.operation = timeline.get(index);
    this.result = result;
  }

  List<Move> all() {
    List<Move> moves = new ArrayList<>();
    // Another lock may have made the mark one that asks for the pages at once.
    boolean onFault = operation.call().name().equals("lock2");
    if (timeline.overlapsAny(
        index, call -> call.is(CallKind.TAKES_ACCESS) || onFault && call.is(CallKind.LOCKS))) {
      addIfMarked(moves, "ENOMEM");
    }
    if (timeline.overlapsAny(index, call -> !Moves.isAccess(call))) {
      addIfMarked(moves, "OK");
    }
    return moves;
  }

  private void addIfMarked(List<Move> moves, String answer) {
    boolean ignoresPages = operation.call().name().equals("lockall") && !answer.equals("OK");
    if (result != null && !result.equals(answer) || ignoresPages) {
      return;
    }
    SpecState next = world.state().copy();
    Turn turn = new Turn(next, operation.task(), operation.call(), Choices.usual());
    try {
      if (LockCalls.mark(turn).equals("OK")) {
        moves.add(Move.concurrent(answer, world.with(next)));
      }
    } catch (Open open) {
      // What the limit of locked memory says is not known; the call as a whole says so too.
    }
  }
}

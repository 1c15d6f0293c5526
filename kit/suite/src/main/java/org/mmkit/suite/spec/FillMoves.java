// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.program.Arg;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.PageAccesses;

/**
 * The ways in which UFFDIO_COPY and its like go on beside other calls: page by page, and EAGAIN
 * while mappings are changing ({@code mmap_changing}).
 */
final class FillMoves {

  private static final long MAX_BYTES = 16 * Pages.SIZE;

  private final World world;
  private final int index;
  private final Operation operation;
  private final @Nullable String result;
  private final boolean changing;
  private final List<Move> moves = new ArrayList<>();

  /**
   * A fill under way.
   *
   * @param changing whether a call is under way beside it that may change mappings
   */
  FillMoves(Timeline timeline, World world, int index, @Nullable String result, boolean changing) {
    this.world = world;
    this.index = index;
    this.operation = timeline.get(index);
    this.result = result;
    this.changing = changing;
  }

  /** What comes next where so many bytes are filled. */
  List<Move> all(long done) {
    refused();
    Turn whole = new Turn(world.state(), operation.task(), operation.call(), Choices.usual());
    long bytes = whole.bytes("n");
    boolean proper = bytes > 0 && Pages.isAligned(bytes) && Pages.isAligned(whole.address("a"));
    if (!proper || bytes > MAX_BYTES || bytes == Pages.SIZE) {
      return moves;
    }
    Call one = onePage(whole, done);
    for (SpecTarget.Outcome page : SpecTarget.outcomes(world.state(), operation.task(), one)) {
      World next = world.with(page.state());
      String answer = page.answer().text();
      if (!answer.equals("OK")) {
        finish(next, done == 0 ? answer : "EAGAIN");
      } else if (done + Pages.SIZE == bytes) {
        finish(next, "OK");
      } else {
        next.progress().put(index, new Progress.OfFill(done + Pages.SIZE));
        moves.add(Move.unfinished(next));
      }
    }
    return moves;
  }

  /** It is refused because mappings are changing; UFFDIO_WRITEPROTECT can be that too. */
  List<Move> refused() {
    if (changing) {
      finish(world.copy(), "EAGAIN");
    }
    return moves;
  }

  private static Call onePage(Turn turn, long done) {
    List<Arg> args = new ArrayList<>(turn.call().args());
    Call call = turn.call();
    args.set(0, PageAccesses.page(call.pages("a", turn.env()) + done));
    if (call.name().equals("umove")) {
      args.set(1, PageAccesses.page(call.pages("from", turn.env()) + done));
    }
    args.set(args.size() - 1, Arg.number(1));
    return new Call(call.name(), args);
  }

  private void finish(World next, String answer) {
    if (result == null || result.equals(answer)) {
      moves.add(Move.concurrent(answer, next));
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallKind;

/** All ways in which a call of a history can happen next. */
final class Moves {

  private final Timeline timeline;

  Moves(Timeline timeline) {
    this.timeline = timeline;
  }

  /**
   * The ways in which a call can happen in a world.
   *
   * @param done the calls that have happened, a bit each
   * @param anyResult whether its result is to be found instead of explained
   */
  List<Move> of(World world, long done, int index, boolean anyResult) {
    Operation operation = timeline.get(index);
    String result = anyResult ? null : operation.result();
    if ("EINTR".equals(result)) {
      return mayBeKilled(world, index) ? List.of(Move.concurrent("EINTR", world)) : List.of();
    }
    if ("RACED".equals(result)) {
      return List.of(Move.concurrent("RACED", world));
    }
    if (operation.call().is(CallKind.LAGS) && result != null && overlapsACall(index)) {
      return List.of(Move.concurrent(result, world));
    }
    if (Pieces.block(world, index, operation.call())) {
      return List.of();
    }
    Progress begun = world.progress().get(index);
    return begun == null
        ? begin(world, done, index, result)
        : goOn(world, done, index, result, begun);
  }

  /** What a call does next that is carried out in pieces and has begun. */
  private List<Move> goOn(
      World world, long done, int index, @Nullable String result, Progress begun) {
    World without = world.without(index);
    if (begun instanceof Progress.OfAccess access) {
      return access(without, done, index, result, access);
    }
    if (begun instanceof Progress.OfFill fill) {
      return fill(without, index, result, fill.filled());
    }
    if (begun instanceof Progress.OfChild child) {
      return new ChildMoves(timeline, without, index, result, mayBeKilled(world, index))
          .next(child);
    }
    return Pieces.moves(timeline, world, index, result);
  }

  /** How a call can begin, or happen as a whole. */
  private List<Move> begin(World world, long done, int index, @Nullable String result) {
    Operation operation = timeline.get(index);
    if (isAccess(operation.call())) {
      return access(world, done, index, result, Progress.OfAccess.NONE);
    }
    List<Move> moves = new ArrayList<>(inOrder(world, index, result));
    moves.addAll(Pieces.moves(timeline, world, index, result));
    boolean mayFail =
        world.state().allocationsFail && operation.task() != 0 && operation.mayRunOut();
    if (mayFail && result != null) {
      moves.addAll(FailedAllocations.moves(world, operation));
    }
    moves.addAll(beside(world, index, result));
    if (moves.isEmpty() && mayFail) {
      moves.addAll(FailedAllocations.lastResort(world, operation));
    }
    return moves;
  }

  /** What is possible only because of what others do meanwhile. */
  private List<Move> beside(World world, int index, @Nullable String result) {
    Call call = timeline.get(index).call();
    boolean killed = call.is(CallKind.COPIES_MEMORY) && mayBeKilled(world, index);
    if (!killed && !timeline.overlapsAny(index, other -> true)) {
      return List.of();
    }
    if (call.is(CallKind.COPIES_MEMORY)) {
      List<Move> moves = new ArrayList<>(new ForkMoves(timeline, world, index, result).all());
      moves.addAll(child(world, index, result));
      return moves;
    }
    if (call.is(CallKind.FILLS)) {
      return fill(world, index, result, 0);
    }
    boolean refused = result != null && result.equals("EINVAL");
    if (refused && call.name().equals("rfp") && mappingsChange(index)) {
      // Since Linux 6.12 it looks, lets go of the lock for the hook of security modules, and gives
      // up where vm_flags are not the same by then.
      return List.of(Move.concurrent("EINVAL", world));
    }
    if (call.name().equals("uwp")) {
      return new FillMoves(timeline, world, index, result, mappingsChange(index)).refused();
    }
    return call.is(CallKind.LOCKS)
        ? new LockMoves(timeline, world, index, result).all()
        : List.of();
  }

  /** A load, a store or their like, or what is left of it. */
  private List<Move> access(
      World world, long done, int index, @Nullable String result, Progress.OfAccess begun) {
    List<Move> moves = new ArrayList<>();
    if (begun.copied() == 0) {
      moves.addAll(inOrder(world, index, result));
    }
    Operation operation = timeline.get(index);
    if (!CopyMoves.isOne(operation, world.state())) {
      moves.addAll(new StaleMoves(timeline, world, index, result).all());
    } else if (begun.copied() > 0 || timeline.overlapsAny(index, call -> true)) {
      moves.addAll(new CopyMoves(timeline, world, index, result, begun.copied()).all());
    }
    if (!begun.faulted()) {
      moves.addAll(FirstTouches.moves(timeline, world, done, index, begun.copied()));
    }
    return moves;
  }

  private List<Move> child(World world, int index, @Nullable String result) {
    Call call = timeline.get(index).call();
    List<Move> moves = new ArrayList<>();
    if (ChildMoves.isOne(timeline.get(index), world.state())) {
      moves.addAll(
          new ChildMoves(timeline, world, index, result, mayBeKilled(world, index)).first());
    }
    // Another task is about to make a child that lives on.
    if (result != null
        && result.equals("EBUSY")
        && timeline.overlapsAny(index, other -> other.name().equals(call.name()))) {
      moves.add(Move.concurrent(result, world));
    }
    return moves;
  }

  private List<Move> fill(World world, int index, @Nullable String result, long filled) {
    return new FillMoves(timeline, world, index, result, mappingsChange(index)).all(filled);
  }

  private boolean mappingsChange(int index) {
    return timeline.overlapsAny(index, call -> !isAccess(call) && !call.is(CallKind.FILLS));
  }

  static boolean isLoadOrStore(Call call) {
    return call.is(CallKind.USER_ACCESS);
  }

  static boolean isAccess(Call call) {
    return isLoadOrStore(call) || call.is(CallKind.KERNEL_ACCESS);
  }

  /** The call at one point of the order, on the state as it is. */
  private List<Move> inOrder(World world, int index, @Nullable String result) {
    Operation operation = timeline.get(index);
    Call call = Accesses.plain(operation.call());
    SpecState state = isAccess(call) ? world.state() : HugeParts.named(world.state(), timeline);
    List<SpecTarget.Outcome> outcomes =
        result == null
            ? SpecTarget.outcomes(state, operation.task(), call)
            : SpecTarget.explain(state, operation.task(), call, result);
    List<Move> moves = new ArrayList<>();
    for (SpecTarget.Outcome outcome : outcomes) {
      World next = world.with(outcome.state());
      if (isLoadOrStore(call)) {
        passOlder(next, world.state(), index, outcome.answer().text());
      } else if (!isAccess(call)) {
        Revoking.note(next, state, index, operation, outcome.answer().text());
      }
      moves.add(Move.sequential(outcome.answer().text(), next));
    }
    return moves;
  }

  private void passOlder(World next, SpecState before, int index, String answer) {
    if (!refusedBesidePopulation(index, answer)) {
      Operation operation = timeline.get(index);
      long page = Accesses.page(operation, before);
      boolean refused = answer.startsWith("SEGV") || answer.startsWith("BUS");
      int needs = refused ? Accesses.needs(operation.call()) : Attributes.READ;
      next.pass(page, operation.task(), next.staleAt(page).size(), needs);
    }
  }

  /**
   * A fault that another task's access overlaps does not prove that the page has gone: the fault
   * may have begun when no entry was there, looked for the mapping when it was gone, and still the
   * other task may have got an entry in between, which munmap has not come to.
   */
  private boolean refusedBesidePopulation(int index, String answer) {
    int task = timeline.get(index).task();
    return answer.equals(Memory.MAPERR)
        && IntStream.range(0, timeline.size())
            .filter(other -> timeline.get(other).task() != task && timeline.overlap(other, index))
            .anyMatch(other -> populates(timeline.get(other).call()));
  }

  private static boolean populates(Call call) {
    return isAccess(call) || call.is(CallKind.POPULATES);
  }

  /** A signal that came before the call returned may have ended it, with nothing done. */
  private boolean mayBeKilled(World world, int index) {
    if (world.state().signalsArrive && isLastOfItsTask(index)) {
      return true;
    }
    String task = "T" + timeline.get(index).task();
    for (int i = 0; i < timeline.size(); i++) {
      Call call = timeline.get(i).call();
      boolean later = (timeline.before(i) >>> index & 1) != 0;
      if (call.name().equals("kill") && call.text("task").equals(task) && !later) {
        return true;
      }
    }
    return false;
  }

  private boolean isLastOfItsTask(int index) {
    for (int i = 0; i < timeline.size(); i++) {
      boolean later = (timeline.before(i) >>> index & 1) != 0;
      if (later && timeline.get(i).task() == timeline.get(index).task()) {
        return false;
      }
    }
    return timeline.get(index).task() != 0;
  }

  private boolean overlapsACall(int index) {
    return timeline.overlapsAny(index, call -> !isLoadOrStore(call));
  }
}

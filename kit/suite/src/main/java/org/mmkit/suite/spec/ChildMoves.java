// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.program.Call;

/**
 * The ways in which a forked child's calls go on beside other calls: one by one, so that others see
 * half of them in memory that is shared. Where a fatal signal comes to its parent, it makes no
 * further ones.
 */
final class ChildMoves {

  private final World world;
  private final int index;
  private final Operation operation;
  private final @Nullable List<String> results;
  private final List<Call> calls;

  /** Calls that it makes. */
  private final int most;

  /**
   * A child's calls.
   *
   * @param mayBeKilled whether they may end early
   */
  ChildMoves(
      Timeline timeline, World world, int index, @Nullable String result, boolean mayBeKilled) {
    this.world = world;
    this.index = index;
    this.operation = timeline.get(index);
    this.calls = operation.call().ops("ops");
    this.results = result == null ? null : results(result);
    this.most =
        mayBeKilled && results != null ? Math.min(results.size(), calls.size()) : calls.size();
  }

  private static List<String> results(String result) {
    return result.isEmpty() ? List.of() : List.of(result.split(",", -1));
  }

  /** Whether a call makes a child that does something. */
  static boolean isOne(Operation operation, SpecState state) {
    String name = operation.call().name();
    return (name.equals("fork") || name.equals("child") && state.child == null)
        && !operation.call().ops("ops").isEmpty();
  }

  /** The fork alone. */
  List<Move> first() {
    World next = world.copy();
    SpecState child;
    try {
      child = Forking.child(next.state());
    } catch (Open open) {
      return List.of();
    }
    if (child.space.runs().stream().anyMatch(run -> run.has(Flag.HUGETLB))) {
      // Others do not know which huge pages the child has.
      child.hugePool = child.hugePool.unknown();
    }
    if (most == 0) {
      return List.of(after(child, "", 0));
    }
    share(next.state(), child);
    next.progress().put(index, new Progress.OfChild(0, child, ""));
    return List.of(Move.unfinished(next));
  }

  /** The child's next call, or its fault. */
  List<Move> next(Progress.OfChild made) {
    int done = made.done();
    Call call = calls.get(done);
    SpecState before = made.memory().copy();
    before.objects = world.state().objects;
    before.hugePool = world.state().hugePool;
    List<Move> moves = new ArrayList<>();
    for (SpecTarget.Outcome outcome : outcomes(before, call)) {
      if (fits(done, outcome.answer())) {
        String own = outcome.answer().text();
        String answers = done == 0 ? own : made.answers() + "," + own;
        moves.add(after(outcome.state(), answers, done + 1));
      }
    }
    if (Moves.isAccess(call)) {
      moves.addAll(fault(before, call, made.answers(), done));
    }
    return moves;
  }

  private List<SpecTarget.Outcome> outcomes(SpecState before, Call call) {
    List<SpecTarget.Outcome> outcomes =
        new ArrayList<>(SpecTarget.outcomes(before, operation.task(), call));
    if (FailedAllocations.mayFailInChild(before, operation.task(), call)) {
      SpecState cut = before.copy();
      FailedAllocations.leaveSplit(cut, operation.task(), call);
      outcomes.add(new SpecTarget.Outcome(Answer.of(FailedAllocations.answer(call)), cut));
    }
    return outcomes;
  }

  private boolean fits(int done, Answer answer) {
    return results == null || results.size() == most && Verdict.isLegal(results.get(done), answer);
  }

  /** A fault brings a page of shared memory, which others see before the child stores to it. */
  private List<Move> fault(SpecState before, Call access, String answers, int done) {
    SpecState child = before.copy();
    Operation own = Operation.pending(operation.task(), access, operation.invoked());
    try {
      FirstTouches.fault(child, own, 0);
    } catch (Open open) {
      return List.of();
    }
    return child.objects.equals(before.objects) ? List.of() : List.of(after(child, answers, done));
  }

  private Move after(SpecState child, String answers, int done) {
    World next = world.copy();
    ChildCalls.keepWhatLasts(next.state(), child);
    share(next.state(), child);
    if (done < most) {
      next.progress().put(index, new Progress.OfChild(done, child, answers));
      return Move.unfinished(next);
    }
    if (operation.call().name().equals("child")) {
      next.state().child = child;
      next.state().hadChild = true;
      next.state().childKilled = false;
    }
    return Move.concurrent(answers, next);
  }

  /** What a child did to what all have in common. */
  private static void share(SpecState state, SpecState child) {
    state.objects = child.objects;
    state.hugePool = child.hugePool;
    child.objects = Objects.fresh();
  }
}

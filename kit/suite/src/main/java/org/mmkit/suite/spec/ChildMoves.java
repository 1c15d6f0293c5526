// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.program.Call;

/**
 * The ways in which a forked child's loads and stores go on beside other calls: one by one, so that
 * others see half of them in memory that is shared.
 */
final class ChildMoves {

  private final World world;
  private final int index;
  private final Operation operation;
  private final @Nullable String result;
  private final List<Call> calls;

  ChildMoves(Timeline timeline, World world, int index, @Nullable String result) {
    this.world = world;
    this.index = index;
    this.operation = timeline.get(index);
    this.result = result;
    this.calls = operation.call().ops("ops");
  }

  /** Whether a call makes a child with loads and stores, and nothing else. */
  static boolean isOne(Operation operation, SpecState state) {
    String name = operation.call().name();
    if (!name.equals("fork") && !(name.equals("child") && state.child == null)) {
      return false;
    }
    List<Call> calls = operation.call().ops("ops");
    return !calls.isEmpty()
        && calls.stream().allMatch(Moves::isLoadOrStore)
        && state.space.runs().stream().noneMatch(run -> run.has(Flag.HUGETLB));
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
    next.state().objects = child.objects;
    child.objects = Objects.fresh();
    next.progress().put(index, Progress.ofChild(child, ""));
    return List.of(Move.unfinished(next));
  }

  /** The child's next load or store, or its fault. */
  List<Move> next(Progress.Child begun) {
    int done = begun.answers().isEmpty() ? 0 : begun.answers().split(",", -1).length;
    SpecState before = begun.memory().copy();
    before.objects = world.state().objects;
    List<Move> moves = new ArrayList<>();
    for (SpecTarget.Outcome outcome :
        SpecTarget.outcomes(before, operation.task(), calls.get(done))) {
      String own = outcome.answer().text();
      String answers = done == 0 ? own : begun.answers() + "," + own;
      boolean last = done + 1 == calls.size();
      boolean fits =
          result == null || result.equals(answers) || !last && result.startsWith(answers + ",");
      if (fits) {
        moves.add(after(outcome.state(), answers, last));
      }
    }
    moves.addAll(fault(before, calls.get(done), begun.answers()));
    return moves;
  }

  /** A fault brings a page of shared memory, which others see before the child stores to it. */
  private List<Move> fault(SpecState before, Call access, String answers) {
    SpecState child = before.copy();
    Operation own = Operation.pending(operation.task(), access, operation.invoked());
    try {
      FirstTouches.fault(child, own, 0);
    } catch (Open open) {
      return List.of();
    }
    return child.objects.equals(before.objects) ? List.of() : List.of(after(child, answers, false));
  }

  private Move after(SpecState child, String answers, boolean last) {
    World next = world.copy();
    next.state().objects = child.objects;
    child.objects = Objects.fresh();
    if (!last) {
      next.progress().put(index, Progress.ofChild(child, answers));
      return Move.unfinished(next);
    }
    if (operation.call().name().equals("child")) {
      next.state().child = child;
      next.state().hadChild = true;
      next.state().childKilled = false;
    }
    return Move.concurrent(answers, next);
  }
}

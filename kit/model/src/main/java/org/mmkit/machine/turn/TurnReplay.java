// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.turn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.Task;
import org.mmkit.machine.TraceDetail;

/**
 * Takes the turns of a schedule again, though the program may have changed since: a turn ends at
 * the step that it names, however many steps it takes to come there. Where that cannot be, the run
 * goes on as near to the schedule as it can, and {@link #divergences} say where it left it. After
 * the last turn, the task that runs goes on, else the first that can.
 *
 * <p>Only machines that record their steps know the names of locks. A schedule that names locks
 * cannot be followed on others: there a turn would end at another lock than it says.
 */
public final class TurnReplay implements Scheduler {

  /**
   * The run left the schedule.
   *
   * @param move index of the move in the schedule
   * @param sentence how
   */
  public record Divergence(int move, String sentence) {}

  private final List<Move> moves;
  private final boolean bySteps;

  /** Index of each option that was not taken yet, by its task, kind and number. */
  private final Map<String, Integer> options = new TreeMap<>();

  private final Choices choices = new Choices();
  private final List<Divergence> divergences = new ArrayList<>();
  private final Points points = new Points();
  private Machine machine;
  private boolean shared;

  /** Index of the move of the turn that is under way, or else comes next. */
  private int next = -1;

  /** The task whose turn was begun and is not over; null while others run in its place. */
  private @Nullable Task turn;

  private long turnBegan;

  /** Follows a schedule; preemptions are where the steps that it names are. */
  public TurnReplay(Turns turns) {
    this(turns, false);
  }

  private TurnReplay(Turns turns, boolean bySteps) {
    this.moves = turns.moves();
    this.bySteps = bySteps;
    for (int i = 0; i < moves.size(); i++) {
      if (moves.get(i) instanceof Move.Option option) {
        options.put(key(option.task(), option.kind(), option.nth()), i);
      }
    }
    toNextTurn();
  }

  /** Follows a schedule of the same program; preemptions are after as many steps as it says. */
  public static TurnReplay bySteps(Turns turns) {
    return new TurnReplay(turns, true);
  }

  /** Where the run left the schedule, in order; empty if it never did. */
  public List<Divergence> divergences() {
    List<Divergence> all = new ArrayList<>(divergences);
    options
        .values()
        .forEach(
            move ->
                all.add(
                    new Divergence(move, "it did not come to \"" + moves.get(move).text() + "\"")));
    return all;
  }

  @Override
  public void begin(Machine begun) {
    if (!bySteps && begun.options().trace() != TraceDetail.STORY && namesLocks()) {
      throw new IllegalStateException(
          "the schedule names locks, and this machine does not record their names: trace the run");
    }
    machine = begun;
    points.begin(begun);
    shared = false;
    turn = null;
  }

  private boolean namesLocks() {
    return moves.stream()
        .filter(Move.Turn.class::isInstance)
        .map(move -> ((Move.Turn) move).stop())
        .anyMatch(TurnReplay::namesLock);
  }

  private static boolean namesLock(Stop stop) {
    Optional<Point> point =
        stop instanceof Stop.Before before
            ? Optional.of(before.point())
            : stop instanceof Stop.Waits waits ? waits.in() : Optional.empty();
    return point.filter(at -> !at.lock().isEmpty()).isPresent();
  }

  @Override
  public boolean seesEveryStep() {
    return true;
  }

  @Override
  public Task pick(Task[] runnable, int count, @Nullable Task current) {
    if (!shared && count < 2) {
      return runnable[0];
    }
    shared = true;
    if (turn != null && current != null) {
      points.see(current);
      if (!isAtItsStop()) {
        return current;
      }
      endTurn();
    } else if (turn != null) {
      checkForcedEnd();
      endTurn();
    }
    return nextTurn(runnable, count, current);
  }

  private boolean isAtItsStop() {
    Stop stop = told().stop();
    if (stop instanceof Stop.Before before) {
      return bySteps ? steps() >= told().steps() : isPending(before.point()) && sameLength();
    }
    if (!bySteps
        && stop instanceof Stop.Waits waits
        && waits.in().isPresent()
        && points.count(waits.in().get()) >= waits.in().get().nth()
        && !isPending(waits.in().get())) {
      diverge(turn().name() + " does not have to wait in " + waits.in().get().text());
      return true;
    }
    return false;
  }

  private boolean isPending(Point point) {
    return points.pending(turn()).filter(point::equals).isPresent();
  }

  private Task turn() {
    return Objects.requireNonNull(turn);
  }

  private Move.Turn told() {
    return (Move.Turn) moves.get(next);
  }

  private long steps() {
    return machine.steps() - turnBegan;
  }

  /** Always true; notes a turn that is longer or shorter than it was. */
  private boolean sameLength() {
    if (steps() != told().steps()) {
      diverge(
          turn().name() + " comes there after " + steps() + (steps() == 1 ? " step" : " steps"));
    }
    return true;
  }

  /** The task whose turn it is cannot go on: it waits, or has ended. */
  private void checkForcedEnd() {
    Stop stop = told().stop();
    if (turn().blocked()) {
      if (stop instanceof Stop.Waits waits && waits.in().equals(points.pending(turn()))) {
        sameLength();
      } else if (!(stop instanceof Stop.RunStops)) {
        diverge(
            turn().name()
                + points.pending(turn()).map(p -> " waits in " + p.text()).orElse(" waits")
                + " before it comes there");
      }
    } else if (stop instanceof Stop.Ends) {
      sameLength();
    } else if (!(stop instanceof Stop.RunStops)) {
      diverge(turn().name() + " ends before it comes there");
    }
  }

  private void endTurn() {
    turn = null;
    toNextTurn();
  }

  private void toNextTurn() {
    do {
      next++;
    } while (next < moves.size() && !(moves.get(next) instanceof Move.Turn));
  }

  private Task nextTurn(Task[] runnable, int count, @Nullable Task current) {
    while (next < moves.size()) {
      Task wanted = find(told().task());
      if (wanted == null || wanted.ended()) {
        diverge(told().task() + (wanted == null ? " does not exist" : " has ended"));
        toNextTurn();
      } else if (!isAmong(runnable, count, wanted)) {
        diverge(wanted.name() + " has to wait, so that others run on until it can");
        break;
      } else if (isOverAtOnce(wanted)) {
        toNextTurn();
      } else {
        turn = wanted;
        turnBegan = machine.steps();
        points.clear();
        return wanted;
      }
    }
    return current != null ? current : runnable[0];
  }

  /** A turn of no steps still lets a task begin, or go on after it has waited. */
  private boolean isOverAtOnce(Task wanted) {
    return bySteps
        && told().isPreempted()
        && told().steps() == 0
        && wanted.pendingKind() != StepKind.TASK_START
        && wanted.pendingKind() != StepKind.TASK_RESUME;
  }

  /** The latest task of a name: the program's main task comes more than once. */
  private @Nullable Task find(String name) {
    for (int id = machine.taskCount() - 1; id >= 0; id--) {
      if (machine.task(id).name().equals(name)) {
        return machine.task(id);
      }
    }
    return null;
  }

  private static boolean isAmong(Task[] runnable, int count, Task wanted) {
    for (int i = 0; i < count; i++) {
      if (runnable[i] == wanted) {
        return true;
      }
    }
    return false;
  }

  /** One sentence for each move: the first counts. */
  private void diverge(String sentence) {
    boolean known =
        !divergences.isEmpty() && divergences.get(divergences.size() - 1).move() == next;
    if (!known) {
      divergences.add(new Divergence(next, sentence));
    }
  }

  @Override
  public int choose(ChoiceKind kind, int count) {
    String task = machine.running().name();
    Integer move = options.remove(key(task, kind, choices.next(task, kind)));
    if (move == null) {
      return 0;
    }
    Move.Option option = (Move.Option) moves.get(move);
    if (option.option() >= count) {
      divergences.add(new Divergence(move, "there are only " + count + " options of " + kind));
      return 0;
    }
    return option.option();
  }

  private static String key(String task, ChoiceKind kind, int nth) {
    return task + " " + kind + " " + nth;
  }
}

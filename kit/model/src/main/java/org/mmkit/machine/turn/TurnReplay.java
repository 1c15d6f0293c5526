// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.sched;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.Task;

/**
 * Makes the moves of a schedule again, though the strategy may have changed since: a turn ends at
 * the step that it names, however many steps it takes to come there. Where that cannot be, it goes
 * on as near to the schedule as it can, and says where it left it. The machine has to record its
 * steps, for the names of locks.
 */
public final class TurnReplay implements Scheduler {

  /**
   * The run left the schedule.
   *
   * @param line of the move, as it was read
   * @param sentence how
   */
  public record Divergence(int line, String sentence) {}

  private final List<Move.Turn> turns = new ArrayList<>();
  private final Map<String, Move.Option> options = new TreeMap<>();
  private final Map<String, Integer> choices = new TreeMap<>();
  private final List<Divergence> divergences = new ArrayList<>();
  private final Points points = new Points();
  private Machine machine;
  private boolean shared;
  private int next;

  /** The task whose turn was begun and is not over; null while others run in its place. */
  private Task turn;

  private long turnBegan;

  /** Follows moves from the first. */
  public TurnReplay(List<Move> moves) {
    for (Move move : moves) {
      if (move instanceof Move.Turn one) {
        turns.add(one);
      } else if (move instanceof Move.Option option) {
        options.put(key(option.task(), option.kind(), option.nth()), option);
      }
    }
  }

  /** Where the run left the schedule, in order; empty if it never did. */
  public List<Divergence> divergences() {
    List<Divergence> all = new ArrayList<>(divergences);
    options
        .values()
        .forEach(
            option ->
                all.add(
                    new Divergence(option.line(), "it did not come to \"" + option.text() + "\"")));
    return all;
  }

  @Override
  public void begin(Machine runs) {
    machine = runs;
    points.begin(runs);
    shared = false;
    turn = null;
  }

  @Override
  public boolean seesEveryStep() {
    return true;
  }

  @Override
  public Task pick(Task[] runnable, int count, Task current) {
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
    Stop stop = turns.get(next).stop();
    if (stop instanceof Stop.Before before) {
      return isPending(before.point()) && sameLength();
    }
    if (stop instanceof Stop.Waits waits
        && waits.in().isPresent()
        && points.count(waits.in().get()) >= waits.in().get().nth()
        && !isPending(waits.in().get())) {
      diverge(turn.name() + " does not have to wait in " + waits.in().get().text());
      return true;
    }
    return false;
  }

  private boolean isPending(Point point) {
    return points.pending(turn).filter(point::equals).isPresent();
  }

  /** Always true; notes a turn that is longer or shorter than it was. */
  private boolean sameLength() {
    long steps = machine.steps() - turnBegan;
    if (steps != turns.get(next).steps()) {
      diverge(turn.name() + " comes there after " + steps + (steps == 1 ? " step" : " steps"));
    }
    return true;
  }

  /** The task whose turn it is cannot go on: it waits, or has ended. */
  private void checkForcedEnd() {
    Stop stop = turns.get(next).stop();
    if (turn.blocked()) {
      if (stop instanceof Stop.Waits waits && waits.in().equals(points.pending(turn))) {
        sameLength();
      } else if (!(stop instanceof Stop.RunStops)) {
        diverge(
            turn.name()
                + points.pending(turn).map(p -> " waits in " + p.text()).orElse(" waits")
                + " before it comes there");
      }
    } else if (stop instanceof Stop.Ends) {
      sameLength();
    } else if (!(stop instanceof Stop.RunStops)) {
      diverge(turn.name() + " ends before it comes there");
    }
  }

  private void endTurn() {
    turn = null;
    next++;
  }

  private Task nextTurn(Task[] runnable, int count, Task current) {
    while (next < turns.size()) {
      Task wanted = find(turns.get(next).task());
      if (wanted == null || wanted.ended()) {
        diverge(turns.get(next).task() + (wanted == null ? " does not exist" : " has ended"));
        next++;
      } else if (isAmong(runnable, count, wanted)) {
        turn = wanted;
        turnBegan = machine.steps();
        points.clear();
        return wanted;
      } else {
        diverge(wanted.name() + " has to wait, so that others run on until it can");
        break;
      }
    }
    return current != null ? current : runnable[0];
  }

  /** The latest task of a name: the program's main task comes more than once. */
  private Task find(String name) {
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
    int line = turns.get(next).line();
    boolean known =
        !divergences.isEmpty() && divergences.get(divergences.size() - 1).line() == line;
    if (!known) {
      divergences.add(new Divergence(line, sentence));
    }
  }

  @Override
  public int choose(ChoiceKind kind, int count) {
    String task = machine.current().name();
    int nth = choices.merge(task + " " + kind, 1, Integer::sum);
    Move.Option option = options.remove(key(task, kind, nth));
    if (option == null) {
      return 0;
    }
    if (option.option() >= count) {
      divergences.add(
          new Divergence(option.line(), "there are only " + count + " options of " + kind));
      return 0;
    }
    return option.option();
  }

  private static String key(String task, ChoiceKind kind, int nth) {
    return task + " " + kind + " " + nth;
  }
}

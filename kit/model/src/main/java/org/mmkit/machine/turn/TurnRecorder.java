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
 * Leaves the decisions to another scheduler and writes them down as moves. The machine has to
 * record its steps, for the names of locks.
 */
public final class TurnRecorder implements Scheduler {
  private final Scheduler decides;
  private final Points points = new Points();
  private final List<Move> moves = new ArrayList<>();
  private final Map<String, Integer> choices = new TreeMap<>();
  private Machine machine;

  /** The task whose turn it is; null until tasks compete. */
  private Task turn;

  private long turnBegan;

  /** Records what another scheduler decides. */
  public TurnRecorder(Scheduler decides) {
    this.decides = decides;
  }

  /** The moves so far. */
  public List<Move> moves() {
    return List.copyOf(moves);
  }

  @Override
  public void begin(Machine runs) {
    machine = runs;
    points.begin(runs);
    turn = null;
    decides.begin(runs);
  }

  @Override
  public boolean seesEveryStep() {
    return true;
  }

  @Override
  public Task pick(Task[] runnable, int count, Task current) {
    Task next = decides.pick(runnable, count, current);
    if (turn == null) {
      if (count > 1) {
        open(next);
      }
      return next;
    }
    if (current != null) {
      points.see(current);
    }
    if (next != turn) {
      close(current == null ? forced() : new Stop.Before(points.pending(turn).orElseThrow()));
      open(next);
    }
    return next;
  }

  private Stop forced() {
    return turn.blocked() ? new Stop.Waits(points.pending(turn)) : new Stop.Ends();
  }

  private void open(Task next) {
    turn = next;
    turnBegan = machine.steps();
    points.clear();
  }

  private void close(Stop stop) {
    moves.add(new Move.Turn(0, turn.name(), machine.steps() - turnBegan, stop));
  }

  @Override
  public int choose(ChoiceKind kind, int options) {
    int option = decides.choose(kind, options);
    String task = machine.current().name();
    int nth = choices.merge(task + " " + kind, 1, Integer::sum);
    if (option != 0) {
      moves.add(new Move.Option(0, task, option, options, kind, nth));
    }
    return option;
  }

  @Override
  public void end(Machine runs) {
    if (turn != null) {
      close(runs.aborting() ? new Stop.RunStops() : new Stop.Ends());
      turn = null;
    }
    decides.end(runs);
  }
}

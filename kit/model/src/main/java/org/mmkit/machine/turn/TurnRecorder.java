// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.turn;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Schedule;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.Task;

/**
 * Leaves the decisions to another scheduler and writes them down as turns. A machine that does not
 * record its steps has no names of locks: there points tell locks apart by the kind of step alone.
 */
public final class TurnRecorder implements Scheduler {
  private final Scheduler decider;
  private final Points points = new Points();
  private final Choices choices = new Choices();
  private final List<Move> moves = new ArrayList<>();
  private Machine machine;
  private boolean deciderSeesEveryStep;

  /** The task whose turn it is; null until tasks compete. */
  private @Nullable Task turn;

  private long turnBegan;

  /** Records what another scheduler decides. */
  public TurnRecorder(Scheduler decider) {
    this.decider = decider;
  }

  /** The turns that are over, and the choices made. */
  public Turns turns() {
    return new Turns(moves);
  }

  /** The decisions of the run until now, those of earlier phases included. */
  public Schedule schedule() {
    return machine.schedule().copy();
  }

  @Override
  public void begin(Machine begun) {
    machine = begun;
    points.begin(begun);
    turn = null;
    decider.begin(begun);
    deciderSeesEveryStep = decider.seesEveryStep();
  }

  @Override
  public boolean seesEveryStep() {
    return true;
  }

  @Override
  public Task pick(Task[] runnable, int count, @Nullable Task current) {
    boolean forced = count == 1 && runnable[0] == current && !deciderSeesEveryStep;
    Task next = forced ? runnable[0] : decider.pick(runnable, count, current);
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
      close(
          turn,
          current == null ? forced(turn) : new Stop.Before(points.pending(turn).orElseThrow()));
      open(next);
    }
    return next;
  }

  private Stop forced(Task over) {
    return over.blocked() ? new Stop.Waits(points.pending(over)) : new Stop.Ends();
  }

  private void open(Task next) {
    turn = next;
    turnBegan = machine.steps();
    points.clear();
  }

  private void close(Task over, Stop stop) {
    moves.add(new Move.Turn(over.name(), machine.steps() - turnBegan, stop));
  }

  @Override
  public int choose(ChoiceKind kind, int options) {
    int option = decider.choose(kind, options);
    String task = machine.running().name();
    int nth = choices.next(task, kind);
    if (option != 0) {
      moves.add(new Move.Option(task, option, options, kind, nth));
    }
    return option;
  }

  @Override
  public void end(Machine ended) {
    if (turn != null) {
      close(turn, ended.aborting() ? new Stop.RunStops() : new Stop.Ends());
      turn = null;
    }
    decider.end(ended);
  }
}

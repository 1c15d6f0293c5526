// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks the scheduler, checks its answers and keeps them in the schedule. */
final class Decisions {

  Schedule schedule = new Schedule();
  private Scheduler scheduler;
  private final Engine engine;
  private final int choiceKinds;
  private int choicesLeft;
  private boolean follows;
  private @Nullable Throwable failure;

  Decisions(Engine engine, Scheduler scheduler, Set<ChoiceKind> choices) {
    this.engine = engine;
    this.scheduler = scheduler;
    this.choiceKinds = maskOf(choices);
    this.choicesLeft = choiceKinds;
  }

  private static int maskOf(Set<ChoiceKind> kinds) {
    int mask = 0;
    for (ChoiceKind kind : kinds) {
      mask |= 1 << kind.ordinal();
    }
    return mask;
  }

  /** Leaves the kinds of choice that were given to the scheduler, or none. */
  void leaveChoices(boolean on) {
    choicesLeft = on ? choiceKinds : 0;
  }

  /** Asks another scheduler from now on; the caller keeps the schedule so far. */
  void ask(Scheduler other) {
    scheduler = other;
    follows = false;
    schedule = schedule.copy();
  }

  /** The task that goes on where the one that ran until now cannot; null if none can. */
  @Nullable Task pickOther(TaskTable tasks) {
    return tasks.runnableCount() == 0 ? null : pick(tasks, null);
  }

  /**
   * The task that goes on; one can.
   *
   * @param current the task that ran until now, null if it cannot go on
   */
  Task pick(TaskTable tasks, @Nullable Task current) {
    int count = tasks.runnableCount();
    Task next;
    try {
      next = scheduler.pick(tasks.runnable(), count, current);
    } catch (RuntimeException | Error e) {
      throw failed(e);
    }
    engine.touched.clear();
    if (next == null || next.state != TaskState.RUNNABLE) {
      throw failed(
          new IllegalStateException("the scheduler picked " + next + ", which cannot go on"));
    }
    if (count > 1) {
      schedule.addPick(next.id());
    }
    return next;
  }

  /** The option taken: 0 unless this kind is left to the scheduler. */
  int choose(ChoiceKind kind, int options) {
    if (options < 2 || (choicesLeft & 1 << kind.ordinal()) == 0) {
      return 0;
    }
    int option;
    try {
      option = scheduler.choose(kind, options);
    } catch (RuntimeException | Error e) {
      throw failed(e);
    }
    if (option < 0 || option >= options) {
      throw failed(
          new IllegalStateException(
              "the scheduler chose option " + option + " of " + options + " for " + kind));
    }
    schedule.addChoice(option);
    return option;
  }

  /** Says whether the scheduler is to be asked at each visible step. */
  boolean begin(Machine machine) {
    scheduler.begin(machine);
    follows = scheduler.followsTasks();
    return scheduler.seesEveryStep();
  }

  /** Tells a scheduler that follows the tasks of one that can go on. */
  void ready(Task task) {
    if (follows) {
      scheduler.ready(task);
    }
  }

  /** Tells it of one that cannot go on any more. */
  void unready(Task task) {
    if (follows) {
      scheduler.unready(task);
    }
  }

  /**
   * The run is over: throws what the scheduler threw in it, which no task could be trusted with.
   */
  void end(Machine machine) {
    follows = false;
    scheduler.end(machine);
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw (RuntimeException) failure;
    }
  }

  private RunAborted failed(Throwable thrown) {
    if (thrown instanceof VirtualMachineError outOfStackOrMemory) {
      // Not the scheduler's fault: it was the task that had used up the stack or the memory.
      throw outOfStackOrMemory;
    }
    failure = thrown;
    return engine.abort(RunEnd.FAILED);
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.Task;
import org.mmkit.machine.search.Switches.Choice;
import org.mmkit.machine.search.Switches.Stop;
import org.mmkit.machine.search.Switches.Stretch;

/**
 * Runs the stretches of {@link Switches} one after the other, as far as the program lets it; then
 * the task that runs goes on, else the first that can. Never throws, and says where the run first
 * was another than the one that was recorded.
 */
public final class SwitchReplay implements Scheduler {

  /** By what it is told where to interrupt a task. */
  public enum Match {
    /** By the number of steps: the same run, if the program is the same. */
    STEPS,
    /** By the step before which it was interrupted, however many steps come before. */
    STOP,
    /** By the kind of that step, whatever object it touches. */
    KIND
  }

  /**
   * Where a run was another than the one that was recorded.
   *
   * @param stretch number of the stretch, from 0
   * @param what what was different, in plain English
   */
  public record Drift(int stretch, String what) {}

  private final List<Stretch> stretches;
  private final Match match;
  private final Map<List<Object>, Integer> options = new HashMap<>();
  private final Map<List<Object>, Integer> asked = new HashMap<>();
  private Machine machine;
  private boolean several;
  private int number;

  /** Visible steps of the present stretch, and how many of them are like its stop. */
  private int steps;

  private int alike;
  private Drift drift;

  /** A replay that interrupts tasks by a rule. */
  public SwitchReplay(Switches switches, Match match) {
    this.stretches = switches.stretches();
    this.match = match;
    for (Choice choice : switches.choices()) {
      options.put(List.of(choice.task(), choice.kind(), choice.number()), choice.option());
    }
  }

  /** Where the run was first another than the one recorded; empty if nowhere. */
  public Optional<Drift> drift() {
    return Optional.ofNullable(drift);
  }

  @Override
  public void begin(Machine begun) {
    machine = begun;
    several = Phase.hasSeveralTasks(begun);
  }

  @Override
  public boolean seesEveryStep() {
    return several;
  }

  @Override
  public Task pick(Task[] runnable, int count, Task current) {
    if (!several) {
      return runnable[0];
    }
    while (number < stretches.size()) {
      Stretch stretch = stretches.get(number);
      Task task = find(stretch.task(), runnable, count);
      if (task != null && !stops(stretch, task)) {
        take(stretch, task);
        return task;
      }
      if (steps != stretch.steps() || stretch.isPreempted() != (task != null)) {
        drift(stretch, task);
      }
      number++;
      steps = 0;
      alike = 0;
    }
    return current != null ? current : runnable[0];
  }

  private boolean stops(Stretch stretch, Task task) {
    Stop stop = stretch.stop();
    if (stop == null || isNoStep(task)) {
      return false;
    }
    return switch (match) {
      case STEPS -> steps >= stretch.steps();
      case STOP -> isLike(stop, task) && alike >= stop.before();
      case KIND -> isLike(stop, task) && alike >= stop.ofKindBefore();
    };
  }

  private void take(Stretch stretch, Task task) {
    if (!isNoStep(task)) {
      steps++;
      alike += stretch.stop() != null && isLike(stretch.stop(), task) ? 1 : 0;
    }
  }

  private boolean isLike(Stop stop, Task task) {
    return task.pendingKind() == stop.kind()
        && (match == Match.KIND || task.pendingObject() == stop.object());
  }

  private static boolean isNoStep(Task task) {
    return task.pendingKind() == StepKind.TASK_START || task.pendingKind() == StepKind.TASK_RESUME;
  }

  private static Task find(int id, Task[] runnable, int count) {
    for (int i = 0; i < count; i++) {
      if (runnable[i].id() == id) {
        return runnable[i];
      }
    }
    return null;
  }

  private void drift(Stretch stretch, Task task) {
    if (drift == null) {
      String wanted =
          stretch.isPreempted() ? "be interrupted before " + stretch.stop().kind() : "wait or end";
      String found = task == null ? "could not go on" : "came there";
      drift =
          new Drift(
              number,
              "task "
                  + stretch.task()
                  + " was to "
                  + wanted
                  + " after "
                  + stretch.steps()
                  + " steps; it "
                  + found
                  + " after "
                  + steps);
    }
  }

  @Override
  public int choose(ChoiceKind kind, int count) {
    int task = machine.current().id();
    int before = asked.merge(List.of(task, kind), 1, Integer::sum) - 1;
    int option = options.getOrDefault(List.of(task, kind, before), 0);
    return option < count ? option : 0;
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Schedule;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.Task;
import org.mmkit.machine.search.Switches.Choice;
import org.mmkit.machine.search.Switches.Stop;
import org.mmkit.machine.search.Switches.Stretch;

/** Lets another scheduler decide, and writes down how the run can be told. */
public final class SwitchRecorder implements Scheduler {

  private final Scheduler decider;
  private final List<Stretch> stretches = new ArrayList<>();
  private final List<Choice> choices = new ArrayList<>();

  /** How many choices of a kind a task has asked for. */
  private final Map<List<Object>, Integer> asked = new HashMap<>();

  /** How many steps of a kind, and of a kind on an object, the present stretch has. */
  private final Map<List<Object>, Integer> taken = new HashMap<>();

  private Machine machine;
  private boolean several;
  private boolean asksAlways;
  private Task last;
  private int steps;

  /** Records what a scheduler decides. */
  public SwitchRecorder(Scheduler decider) {
    this.decider = decider;
  }

  /** What was recorded until now. */
  public Switches switches() {
    List<Stretch> all = new ArrayList<>(stretches);
    if (last != null) {
      all.add(new Stretch(last.id(), steps, null));
    }
    return new Switches(all, choices);
  }

  /** The decisions of the run until now, those of earlier phases included. */
  public Schedule schedule() {
    return machine.schedule().copy();
  }

  /** Number of visible steps of the run until now. */
  public long steps() {
    return machine.steps();
  }

  @Override
  public void begin(Machine begun) {
    machine = begun;
    several = Phase.hasSeveralTasks(begun);
    decider.begin(begun);
    asksAlways = decider.seesEveryStep();
  }

  @Override
  public boolean seesEveryStep() {
    return several || asksAlways;
  }

  @Override
  public Task pick(Task[] runnable, int count, Task current) {
    boolean forced = count == 1 && runnable[0] == current && !asksAlways;
    Task next = forced ? current : decider.pick(runnable, count, current);
    if (several && next != null) {
      record(next, current);
    }
    return next;
  }

  private void record(Task next, Task current) {
    if (last != null && next != last) {
      close(current == last);
    }
    last = next;
    StepKind kind = next.pendingKind();
    if (kind != StepKind.TASK_START && kind != StepKind.TASK_RESUME) {
      steps++;
      taken.merge(List.of(kind, next.pendingObject()), 1, Integer::sum);
      taken.merge(List.of(kind), 1, Integer::sum);
    }
  }

  private void close(boolean preempted) {
    Stop stop = null;
    if (preempted) {
      StepKind kind = last.pendingKind();
      long object = last.pendingObject();
      stop =
          new Stop(
              kind,
              object,
              taken.getOrDefault(List.of(kind, object), 0),
              taken.getOrDefault(List.of(kind), 0));
    }
    stretches.add(new Stretch(last.id(), steps, stop));
    taken.clear();
    steps = 0;
  }

  @Override
  public int choose(ChoiceKind kind, int options) {
    int option = decider.choose(kind, options);
    int task = machine.current().id();
    int number = asked.merge(List.of(task, kind), 1, Integer::sum) - 1;
    if (option != 0) {
      choices.add(new Choice(task, kind, number, option));
    }
    return option;
  }

  @Override
  public void end(Machine ended) {
    if (last != null) {
      stretches.add(new Stretch(last.id(), steps, null));
      last = null;
      steps = 0;
      taken.clear();
    }
    decider.end(ended);
  }
}

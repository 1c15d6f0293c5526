// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.policy;

import org.jspecify.annotations.Nullable;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.ReplayDivergence;
import org.mmkit.machine.Schedule;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.Task;

/**
 * Makes the decisions of a schedule again; {@link Machine#run} throws where the run does not
 * follow.
 */
public final class Replay implements Scheduler {

  private final Schedule schedule;
  private int position;

  /** Follows a schedule from its beginning. */
  public Replay(Schedule schedule) {
    this.schedule = schedule;
  }

  /** Number of decisions not made yet. */
  public int remaining() {
    return schedule.size() - position;
  }

  @Override
  public void begin(Machine machine) {
    // A machine that was put back to the end of its set-up has the set-up's decisions behind it.
    position = machine.schedule().size();
  }

  @Override
  public Task pick(Task[] runnable, int count, @Nullable Task current) {
    if (count == 1) {
      return runnable[0];
    }
    int id = next(true, "a task is to be picked");
    for (int i = 0; i < count; i++) {
      if (runnable[i].id() == id) {
        return runnable[i];
      }
    }
    throw new ReplayDivergence(position - 1, "task " + id + " cannot go on");
  }

  @Override
  public int choose(ChoiceKind kind, int options) {
    int option = next(false, "an option of " + kind + " is to be chosen");
    if (option >= options) {
      throw new ReplayDivergence(
          position - 1, "option " + option + " of " + kind + ", which has " + options);
    }
    return option;
  }

  private int next(boolean pick, String wanted) {
    if (position == schedule.size()) {
      throw new ReplayDivergence(position, wanted + ", but the schedule has ended");
    }
    if (schedule.isPick(position) != pick) {
      throw new ReplayDivergence(
          position,
          wanted
              + ", but the schedule has "
              + (pick ? "option " : "task ")
              + schedule.value(position));
    }
    return schedule.value(position++);
  }
}

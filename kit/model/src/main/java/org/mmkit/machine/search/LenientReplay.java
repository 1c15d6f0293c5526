// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import java.util.Optional;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Schedule;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.Task;

/**
 * Makes the decisions of a schedule again as long as they can be made. From the first that cannot,
 * and where the schedule has ended, the task that runs goes on, else the first that can, and
 * choices take the ordinary course.
 */
public final class LenientReplay implements Scheduler {

  /**
   * Where a run left the schedule.
   *
   * @param decision number of the first decision that could not be made again, from 0
   * @param wanted what the schedule has there
   * @param found why that could not be
   */
  public record Divergence(int decision, String wanted, String found) {}

  private final Schedule schedule;
  private int position;
  private Divergence divergence;

  /** Follows a schedule from its beginning. */
  public LenientReplay(Schedule schedule) {
    this.schedule = schedule;
  }

  /**
   * Where the run left the schedule; empty if it did not. A run that goes on where the schedule has
   * ended has not left it.
   */
  public Optional<Divergence> divergence() {
    return Optional.ofNullable(divergence);
  }

  /** Number of decisions of the schedule that were not made again. */
  public int remaining() {
    return schedule.size() - position;
  }

  @Override
  public void begin(Machine machine) {
    // A machine that was put back to the end of its set-up has the set-up's decisions behind it.
    position = Math.max(position, Math.min(schedule.size(), machine.schedule().size()));
  }

  private boolean follows() {
    return divergence == null && position < schedule.size();
  }

  @Override
  public Task pick(Task[] runnable, int count, Task current) {
    if (count == 1) {
      return runnable[0];
    }
    if (follows()) {
      Task next = recorded(runnable, count);
      if (next != null) {
        position++;
        return next;
      }
    }
    return current != null ? current : runnable[0];
  }

  private Task recorded(Task[] runnable, int count) {
    int value = schedule.value(position);
    if (!schedule.isPick(position)) {
      diverge("option " + value, "a task is to be picked");
      return null;
    }
    for (int i = 0; i < count; i++) {
      if (runnable[i].id() == value) {
        return runnable[i];
      }
    }
    diverge("task " + value, "it cannot go on");
    return null;
  }

  @Override
  public int choose(ChoiceKind kind, int options) {
    if (!follows()) {
      return 0;
    }
    int value = schedule.value(position);
    if (schedule.isPick(position)) {
      diverge("task " + value, "an option of " + kind + " is to be chosen");
      return 0;
    }
    if (value >= options) {
      diverge("option " + value, kind + " has " + options + " options");
      return 0;
    }
    position++;
    return value;
  }

  private void diverge(String wanted, String found) {
    divergence = new Divergence(position, wanted, found);
  }
}

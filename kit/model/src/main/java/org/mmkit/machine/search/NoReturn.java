// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.ReplayDivergence;
import org.mmkit.machine.Schedule;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.Task;

/**
 * The point of no return of a schedule that shows a bug: the first decision from which on the bug
 * can no longer be avoided, as far as continuations are tried.
 *
 * <p>After each number of decisions the program goes on without preemptions and without deviations,
 * once for each order of its tasks: the first in the order that can go on runs until it waits or
 * ends. Beyond four tasks only the rotations of their order and of its reverse are tried. The point
 * is the smallest number of decisions from which on, whatever decisions of the schedule follow, all
 * these continuations show the bug.
 *
 * @param decisions how many decisions of the schedule are made when the point is reached; 0 if the
 *     bug shows in all continuations from the beginning
 * @param steps visible steps taken before the last of these decisions, those of a set-up included
 * @param runs runs made to find it
 */
public record NoReturn(int decisions, long steps, int runs) {

  private static final int TASKS_IN_ALL_ORDERS = 4;

  /**
   * Finds the point.
   *
   * @throws IllegalArgumentException if the trial does not find anything with the schedule
   */
  public static NoReturn of(Schedule schedule, Trial trial) {
    Prefix whole = new Prefix(schedule, schedule.size(), List.of());
    int runs = 1;
    if (trial.run(whole) == Trial.NOT_FOUND) {
      throw new IllegalArgumentException("the schedule shows nothing: " + schedule);
    }
    List<List<Integer>> orders = orders(whole.seen);
    Schedule executed = whole.machine.schedule().copy();
    int decisions = executed.size();
    while (decisions > 0) {
      for (List<Integer> order : orders) {
        runs++;
        if (trial.run(new Prefix(executed, decisions - 1, order)) == Trial.NOT_FOUND) {
          return new NoReturn(decisions, whole.stepsAt.get(decisions - 1), runs);
        }
      }
      decisions--;
    }
    return new NoReturn(0, 0, runs);
  }

  private static List<List<Integer>> orders(List<Integer> tasks) {
    List<List<Integer>> orders = new ArrayList<>();
    if (tasks.size() <= TASKS_IN_ALL_ORDERS) {
      permute(new ArrayList<>(), tasks, orders);
      return orders;
    }
    List<Integer> reverse = new ArrayList<>();
    tasks.forEach(task -> reverse.add(0, task));
    for (int first = 0; first < tasks.size(); first++) {
      for (List<Integer> order : List.of(tasks, reverse)) {
        List<Integer> rotated = new ArrayList<>(order.subList(first, order.size()));
        rotated.addAll(order.subList(0, first));
        orders.add(rotated);
      }
    }
    return orders;
  }

  private static void permute(List<Integer> begun, List<Integer> left, List<List<Integer>> into) {
    if (left.isEmpty()) {
      into.add(List.copyOf(begun));
    }
    for (int task : left) {
      List<Integer> longer = new ArrayList<>(begun);
      longer.add(task);
      List<Integer> fewer = new ArrayList<>(left);
      fewer.remove((Integer) task);
      permute(longer, fewer, into);
    }
  }

  /** Makes the first decisions of a schedule, then goes by an order of the tasks. */
  private static final class Prefix implements Scheduler {
    private final Schedule schedule;
    private final int length;
    private final List<Integer> order;
    private final List<Long> stepsAt = new ArrayList<>();
    private final List<Integer> seen = new ArrayList<>();
    private Machine machine;
    private int decision;
    private boolean free;

    Prefix(Schedule schedule, int length, List<Integer> order) {
      this.schedule = schedule;
      this.length = length;
      this.order = order;
    }

    @Override
    public void begin(Machine begun) {
      machine = begun;
      decision = begun.schedule().size();
    }

    @Override
    public Task pick(Task[] runnable, int count, Task current) {
      if (count == 1) {
        return runnable[0];
      }
      note(runnable, count);
      if (decision < length) {
        int id = schedule.value(decision++);
        for (int i = 0; i < count; i++) {
          if (runnable[i].id() == id) {
            return runnable[i];
          }
        }
        throw new ReplayDivergence(decision - 1, "task " + id + " cannot go on");
      }
      decision++;
      boolean stays = free && current != null;
      free = true;
      return stays ? current : firstOf(runnable, count);
    }

    private void note(Task[] runnable, int count) {
      while (stepsAt.size() < decision) {
        stepsAt.add(0L);
      }
      stepsAt.add(machine.steps());
      for (int i = 0; i < count; i++) {
        if (!seen.contains(runnable[i].id())) {
          seen.add(runnable[i].id());
        }
      }
    }

    private Task firstOf(Task[] runnable, int count) {
      for (int id : order) {
        for (int i = 0; i < count; i++) {
          if (runnable[i].id() == id) {
            return runnable[i];
          }
        }
      }
      return runnable[0];
    }

    @Override
    public int choose(ChoiceKind kind, int options) {
      while (stepsAt.size() <= decision) {
        stepsAt.add(machine.steps());
      }
      return decision < length ? schedule.value(decision++) : chooseNothing();
    }

    private int chooseNothing() {
      decision++;
      return 0;
    }
  }
}

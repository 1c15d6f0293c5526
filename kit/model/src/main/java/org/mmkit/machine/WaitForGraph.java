// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.ArrayList;
import java.util.List;

/** The graph of waiting tasks: finds a cycle as soon as it is closed. */
final class WaitForGraph {

  private final Machine machine;

  WaitForGraph(Machine machine) {
    this.machine = machine;
  }

  /** Aborts the run if the task, which has just blocked, waits in the end for itself. */
  void check(Task task) {
    if (task.held.count() == 0) {
      // Nobody can wait for a task that holds nothing and stands last in its queue.
      return;
    }
    List<Task> path = new ArrayList<>();
    if (leadsTo(task, task, path, new boolean[machine.taskCount()])) {
      throw machine.reports().deadlock(describe(path));
    }
  }

  private boolean leadsTo(Task from, Task target, List<Task> path, boolean[] seen) {
    Waitable on = from.waitingFor;
    if (on == null || seen[from.id()]) {
      return false;
    }
    seen[from.id()] = true;
    path.add(from);
    List<Task> blockers = new ArrayList<>();
    on.addBlockers(from, blockers);
    for (Task blocker : blockers) {
      if (blocker == target || leadsTo(blocker, target, path, seen)) {
        return true;
      }
    }
    path.remove(path.size() - 1);
    return false;
  }

  private static String describe(List<Task> circle) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < circle.size(); i++) {
      Task waiter = circle.get(i);
      Task blocker = circle.get((i + 1) % circle.size());
      out.append(i == 0 ? "" : "; ").append(waiter.label());
      out.append(" waits for ").append(waiter.waitsFor());
      if (blocker == waiter) {
        out.append(", which it holds itself");
      } else if (waiter.waitingFor instanceof Lock lock && lock.heldBy(blocker)) {
        out.append(", which ").append(blocker.label()).append(" holds");
      } else {
        out.append(" behind ").append(blocker.label());
      }
    }
    return out.toString();
  }

  /** Says of every task left what it waits for. */
  String describeStandstill(TaskTable tasks) {
    StringBuilder out = new StringBuilder("no task can go on: ");
    String separator = "";
    for (int i = 0; i < tasks.size(); i++) {
      Task task = tasks.get(i);
      if (task.blocked()) {
        out.append(separator).append(task.label()).append(" waits for ").append(task.waitsFor());
        separator = "; ";
      }
    }
    return out.toString();
  }
}

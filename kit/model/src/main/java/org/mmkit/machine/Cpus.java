// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/**
 * Which tasks can go on: here, all that do not wait. A CPU is taken by as many tasks as are on it,
 * as if it were as many CPUs; {@link RunQueues} do otherwise.
 */
class Cpus {
  final TaskTable tasks;
  final Decisions decisions;

  Cpus(TaskTable tasks, Decisions decisions) {
    this.tasks = tasks;
    this.decisions = decisions;
  }

  /** A task could go on, if it had a CPU. */
  void arrive(Task task) {
    task.duePs = task.clockPs;
    tasks.makeRunnable(task);
    decisions.ready(task);
  }

  /** A task cannot go on any more; it keeps its CPU until that is freed. */
  final void leave(Task task) {
    tasks.removeRunnable(task);
    decisions.unready(task);
  }

  /** A task that cannot go on has no use for its CPU since a time. */
  void free(Task task, long sincePs) {}

  /** Whether other tasks wait for a CPU to become free. */
  boolean isWanted(int cpu) {
    return false;
  }

  /** Whether it is time for a task to give its CPU to another one that waits for it. */
  boolean isOver(Task task) {
    return false;
  }

  /** A task whose time is over has to wait until it is its turn again. */
  void rotate(Task task) {}

  /** Whether no task runs on a CPU now. */
  boolean isIdle(int cpu, long nowPs) {
    return false;
  }

  /** The task that runs on a CPU loses time from a moment on. */
  void interrupt(int cpu, long fromPs, long ps) {}
}

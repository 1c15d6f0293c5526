// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import org.jspecify.annotations.Nullable;

/**
 * How a run is given up: from then on each call has no effect, and the tasks that are left are
 * unwound, one after another.
 */
final class Unwinding {

  /** Calls that a task may make while it is unwound; one that makes more is suspended for ever. */
  static final int INERT_CALL_LIMIT = 10_000;

  private final TaskTable tasks;
  private final Fibers fibers;
  private boolean on;
  private RunEnd end = RunEnd.COMPLETED;
  private @Nullable Task task;

  Unwinding(TaskTable tasks, Fibers fibers) {
    this.tasks = tasks;
    this.fibers = fibers;
  }

  /** Whether the run was aborted. */
  boolean isOn() {
    return on;
  }

  /** How the run ended. */
  RunEnd end() {
    return end;
  }

  /** The task that is being unwound, or null. */
  @Nullable Task task() {
    return task;
  }

  /** Gives the run up; the running task, which may be null, is the first to be unwound. */
  void begin(RunEnd how, @Nullable Task running) {
    on = true;
    end = how;
    task = running;
  }

  /** Goes on with the next task; null if none is left. */
  @Nullable Task next() {
    Task next = tasks.nextToUnwind();
    task = next;
    return next;
  }

  /** The run is over. */
  void stop() {
    task = null;
  }

  /** The task that is being unwound has called the machine once more. */
  void called() {
    if (task != null && ++task.inertCalls > INERT_CALL_LIMIT) {
      abandon(task);
    }
  }

  private void abandon(Task endless) {
    if (endless.fiber == null) {
      throw RunAborted.INSTANCE;
    }
    endless.state = TaskState.ABANDONED;
    fibers.abandon(endless, next());
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The tasks of a machine, and those among them that can go on, by ascending id. */
final class TaskTable {

  private final int limit;
  private Task[] tasks = new Task[4];
  private Task[] runnable = new Task[4];
  private int size;
  private int runnableCount;

  TaskTable(int limit) {
    this.limit = limit;
  }

  int size() {
    return size;
  }

  Task get(int id) {
    return tasks[id];
  }

  void add(Task task) {
    if (size == limit) {
      throw new IllegalStateException("more than " + limit + " tasks");
    }
    if (size == tasks.length) {
      tasks = Arrays.copyOf(tasks, size * 2);
      runnable = Arrays.copyOf(runnable, size * 2);
    }
    tasks[size++] = task;
  }

  int runnableCount() {
    return runnableCount;
  }

  /** The array itself: its first {@link #runnableCount} places, by ascending id. */
  Task[] runnable() {
    return runnable;
  }

  void makeRunnable(Task task) {
    int place = runnableCount++;
    while (place > 0 && runnable[place - 1].id() > task.id()) {
      runnable[place] = runnable[place - 1];
      place--;
    }
    runnable[place] = task;
  }

  void removeRunnable(Task task) {
    int place = 0;
    while (runnable[place] != task) {
      place++;
    }
    runnableCount--;
    System.arraycopy(runnable, place + 1, runnable, place, runnableCount - place);
    runnable[runnableCount] = null;
  }

  boolean anyBlocked() {
    for (int i = 0; i < size; i++) {
      if (tasks[i].state == TaskState.BLOCKED) {
        return true;
      }
    }
    return false;
  }

  /** The task of smallest id that was started and has not ended; those never started just end. */
  @Nullable Task nextToUnwind() {
    for (int i = 0; i < size; i++) {
      Task task = tasks[i];
      if (!task.ended()) {
        if (task.fiber != null) {
          return task;
        }
        task.state = TaskState.ENDED;
      }
    }
    runnableCount = 0;
    return null;
  }

  /**
   * What a task that is added now knows of the others' doings, if memory is weak: what its spawner
   * knows, or all if there is none, which is outside a run.
   */
  VectorClock knownAtSpawn(@Nullable Task spawner) {
    VectorClock known = new VectorClock();
    known.tick(size);
    if (spawner != null) {
      known.join(spawner.knows);
      spawner.knows.tick(spawner.id());
    } else {
      for (int i = 0; i < size; i++) {
        known.join(tasks[i].knows);
        tasks[i].knows.tick(i);
      }
    }
    return known;
  }

  /** The largest clock of any task, in picoseconds. */
  long latestClockPs() {
    long latest = 0;
    for (int i = 0; i < size; i++) {
      latest = Math.max(latest, tasks[i].clockPs);
    }
    return latest;
  }
}

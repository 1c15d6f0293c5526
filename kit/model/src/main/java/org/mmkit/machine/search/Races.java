// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Task;
import org.mmkit.machine.Touched;

/**
 * What happens before what in the run at hand, by vector clocks: a step comes after another if it
 * is a later one of its task, if it conflicts with it, or if it could not have been taken without
 * it.
 *
 * <p>Steps are known by their depth plus one, so that 0 stands for none. A task that asks for a
 * lock comes after those that asked before it; what it does with the lock comes after the releases.
 */
final class Races {

  /** Tasks that a machine may have while its races are looked for. */
  static final int TASKS_MAX = 16;

  private final Conflicts conflicts;

  /** The machine of the phase, or null before the first. */
  private @Nullable Machine machine;

  /** By step: what its task knows of each task's steps when it takes it, itself included. */
  private int[] clocks = new int[64 * TASKS_MAX];

  /** By step: the task that took it. */
  private int[] takers = new int[64];

  /** By task: what it knows now. */
  private final int[] knows = new int[TASKS_MAX * TASKS_MAX];

  /** By task: its last step. */
  private final int[] lastOf = new int[TASKS_MAX];

  private final LastTouches touches = new LastTouches();

  /** The first step of the phase is beyond this; what is not comes before all of it. */
  private int before;

  private int lastStep;
  private int lastEvent;

  /** All tasks that have taken a step have smaller ids; the rest of each clock means nothing. */
  private int width;

  /** The task that asked for a lock in the last step, and the tasks that wait for one. */
  private @Nullable Task asking;

  private long waiting;
  private final long[] asked = new long[TASKS_MAX];
  private final boolean[] askedToWrite = new boolean[TASKS_MAX];

  /** The tasks that could go on before the last step. */
  private long couldGoOn;

  private final int[] candidates = new int[TASKS_MAX];

  /** The steps with which the last one is in a race: in conflict, and with nothing in between. */
  final int[] racing = new int[TASKS_MAX];

  int racingCount;

  Races(Conflicts conflicts) {
    this.conflicts = conflicts;
  }

  void reset() {
    touches.clear();
    Arrays.fill(knows, 0);
    Arrays.fill(lastOf, 0);
    before = 0;
    lastStep = 0;
    lastEvent = 0;
    width = 0;
    asking = null;
    waiting = 0;
    couldGoOn = 0;
  }

  /** A phase begins after a step. */
  void phase(Machine begun, int after) {
    machine = begun;
    before = after;
    lastStep = 0;
    asking = null;
    waiting = 0;
    couldGoOn = 0;
  }

  /**
   * Before a decision: notes which lock each task got in the last step, and finds the races of what
   * that step touched beside what it named.
   */
  void settle(Task[] runnable, int count) {
    if (asking != null) {
      if (asking.waitsForLock()) {
        waiting |= 1L << asking.id();
      } else {
        granted(asking.id());
      }
      asking = null;
    }
    racingCount = 0;
    @Nullable Touched touched = machine == null ? null : machine.touched();
    if (touched != null && lastStep > before && touched.count() > 0) {
      touchBeside(touched);
    }
    long now = 0;
    for (int i = 0; i < count; i++) {
      now |= 1L << runnable[i].id();
    }
    long fresh = now & ~couldGoOn;
    couldGoOn = now;
    if (fresh != 0 && lastStep != 0) {
      for (int i = 0; i < count; i++) {
        if ((fresh & 1L << runnable[i].id()) != 0) {
          enabled(runnable[i]);
        }
      }
    }
  }

  /**
   * What was touched beside is part of the last step, but what its task learnt with a lock is not:
   * the lock may be asked for before that.
   */
  private void touchBeside(Touched touched) {
    int id = takers[lastStep - 1];
    int own = id * TASKS_MAX;
    Arrays.fill(candidates, 0);
    touches.collect(touched, candidates, width);
    candidates[id] = 0;
    order(own);
    for (int i = 0; i < racingCount; i++) {
      int clock = (racing[i] - 1) * TASKS_MAX;
      LastTouches.join(clocks, (lastStep - 1) * TASKS_MAX, clocks, clock, width);
    }
    touches.touch(touched, id, lastStep);
  }

  /** The last step let the task go on, or begin. */
  private void enabled(Task task) {
    int id = task.id();
    LastTouches.join(knows, id * TASKS_MAX, knows, takers[lastStep - 1] * TASKS_MAX, width);
    if ((waiting & 1L << id) != 0) {
      waiting &= ~(1L << id);
      if (!task.interrupted()) {
        granted(id);
      }
    }
  }

  private void granted(int id) {
    touches.acquire(asked[id], askedToWrite[id], knows, id * TASKS_MAX, width);
  }

  /** The task takes its pending step; finds the races of that step. */
  void take(int step, Task task) {
    int id = task.id();
    if (id >= TASKS_MAX) {
      throw new IllegalStateException("a search for races takes at most " + TASKS_MAX + " tasks");
    }
    reserve(step);
    widen(id + 1, step);
    int own = id * TASKS_MAX;
    int way = conflicts.way(task);
    collect(task, way);
    order(own);
    knows[own + id] = step;
    write(step, own, id);
    lastOf[id] = step;
    lastStep = step;
    touch(step, task, way);
    if (touchesObject(way)) {
      useLock(task, own);
    }
  }

  /** Whether it touches the object that it names, and not everything. */
  private static boolean touchesObject(int way) {
    return way != Conflicts.NONE && way != Conflicts.EVENT;
  }

  /** The last steps of the other tasks that conflict with the pending one of a task. */
  private void collect(Task task, int way) {
    Arrays.fill(candidates, 0);
    if (lastEvent > before) {
      candidates[takers[lastEvent - 1]] = lastEvent;
    }
    if (way == Conflicts.EVENT) {
      System.arraycopy(lastOf, 0, candidates, 0, TASKS_MAX);
    } else if (touchesObject(way)) {
      touches.collect(task.pendingObject(), way, candidates, width);
    }
    int index = Conflicts.index(task);
    if (Conflicts.inTranslation(index) != Conflicts.NONE) {
      int translation = Conflicts.inTranslation(index);
      touches.collect(Conflicts.TRANSLATION, translation, candidates, width);
    }
    candidates[task.id()] = 0;
  }

  /** Remembers what the step touches. */
  private void touch(int step, Task task, int way) {
    int id = task.id();
    if (way == Conflicts.EVENT) {
      lastEvent = step;
    } else if (touchesObject(way)) {
      touches.touch(task.pendingObject(), way, id, step);
    }
    int index = Conflicts.index(task);
    if (Conflicts.inTranslation(index) != Conflicts.NONE) {
      touches.touch(Conflicts.TRANSLATION, Conflicts.inTranslation(index), id, step);
    }
  }

  /**
   * The last step has ended the run for all tasks: its races as those of an event between tasks.
   */
  void endedAll() {
    int id = takers[lastStep - 1];
    int own = id * TASKS_MAX;
    System.arraycopy(lastOf, 0, candidates, 0, TASKS_MAX);
    candidates[id] = 0;
    order(own);
    write(lastStep, own, id);
  }

  /** Latest first, so that what is known through a later step is not taken for a race. */
  private void order(int own) {
    racingCount = 0;
    while (true) {
      int latest = before;
      for (int t = 0; t < width; t++) {
        latest = Math.max(latest, candidates[t]);
      }
      if (latest == before) {
        return;
      }
      int taker = takers[latest - 1];
      candidates[taker] = 0;
      if (latest > knows[own + taker]) {
        racing[racingCount++] = latest;
        LastTouches.join(knows, own, clocks, (latest - 1) * TASKS_MAX, width);
      }
    }
  }

  /** Makes room for a step; many choices may lie between it and the one before. */
  private void reserve(int step) {
    if (step > takers.length) {
      takers = Arrays.copyOf(takers, step * 2);
      clocks = Arrays.copyOf(clocks, step * 2 * TASKS_MAX);
    }
  }

  private void write(int step, int own, int id) {
    takers[step - 1] = id;
    int clock = (step - 1) * TASKS_MAX;
    for (int t = 0; t < width; t++) {
      clocks[clock + t] = knows[own + t];
    }
  }

  private void useLock(Task task, int own) {
    int id = task.id();
    if (Conflicts.acquires(task.pendingKind())) {
      asking = task;
      asked[id] = task.pendingObject();
      askedToWrite[id] = task.pendingAccess() == Access.WRITE;
    } else if (Conflicts.releases(task.pendingKind())) {
      boolean reader = task.pendingAccess() == Access.READ;
      touches.release(task.pendingObject(), reader, knows, own, width);
    }
  }

  /** All tasks that have taken a step have smaller ids. */
  int width() {
    return width;
  }

  /** The task that took a step. */
  int taker(int step) {
    return takers[step - 1];
  }

  /** Whether a step comes after another, or is it. */
  boolean isAfter(int step, int other, int otherTaker) {
    return clocks[(step - 1) * TASKS_MAX + otherTaker] >= other;
  }

  /** Makes room for another task; what was known of it before is nothing. */
  private void widen(int to, int step) {
    for (; width < to; width++) {
      for (int earlier = 0; earlier < step - 1; earlier++) {
        clocks[earlier * TASKS_MAX + width] = 0;
      }
    }
  }
}

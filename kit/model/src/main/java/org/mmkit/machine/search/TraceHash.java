// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Machine;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.Task;
import org.mmkit.machine.Touched;

/**
 * The hash of a run's trace: the same for two runs that differ only in the order of steps that do
 * not conflict, and in all likelihood for no others.
 *
 * <p>Each step is hashed together with what it comes after: the step before it in its task, the
 * last write of its object, and the sum of the reads or additions since, as far as they conflict. A
 * lock is taken when it is granted, see {@link LockOrder#GRANTS}.
 */
final class TraceHash {

  /** Tasks that a machine may have while it is searched. */
  static final int TASKS_MAX = 60;

  private static final int STRIDE = 3;
  private static final int WRITE = 0;
  private static final int READS = 1;
  private static final int ADDS = 2;

  private static final long INTERRUPTED = 0x5bd1e9955bd1e995L;

  /** In place of a kind of step, for what a step touches beside what it names. */
  private static final int BESIDE = 63;

  private static final int NOBODY_YET = -1;
  private static final long CHOICE = 0x2545f4914f6cdd1dL;

  private final Conflicts conflicts;
  private Machine machine;

  /** By task: hash of its last step. */
  private final long[] last = new long[TASKS_MAX];

  private final ObjectTable objects = new ObjectTable();

  /** By object: last write, sum of reads, sum of additions. */
  private long[] touches = new long[64 * STRIDE];

  /** The task that took the step before. */
  private int taker = NOBODY_YET;

  /** The task that asked for a lock in the step before; whether it waits is not known yet. */
  private @Nullable Task asking;

  /** The tasks that wait for a lock that they asked for, and how they did. */
  private long waiting;

  private final long[] askedObject = new long[TASKS_MAX];
  private final int[] askedStep = new int[TASKS_MAX];
  private final int[] askedWay = new int[TASKS_MAX];

  TraceHash(Conflicts conflicts) {
    this.conflicts = conflicts;
  }

  /** A run begins. */
  void reset() {
    objects.clear();
    Arrays.fill(last, 0);
    asking = null;
    waiting = 0;
  }

  /** A phase of a run begins. */
  void begin(Machine begun) {
    machine = begun;
    taker = NOBODY_YET;
    conflicts.in(begun);
    if (begun.taskCount() > TASKS_MAX) {
      throw new IllegalStateException("a search takes at most " + TASKS_MAX + " tasks");
    }
  }

  /** A phase of a run ends. */
  void end() {
    touchBeside();
  }

  /** Looks, before a decision, at what the last step led to. */
  void settle(Task[] runnable, int count) {
    answer();
    touchBeside();
    if (waiting != 0) {
      for (int i = 0; i < count; i++) {
        if ((waiting & 1L << runnable[i].id()) != 0) {
          woken(runnable[i]);
        }
      }
    }
  }

  /** Whether the task that asked for a lock in the last step has got it. */
  private void answer() {
    if (asking != null) {
      int id = asking.id();
      if (asking.waitsForLock()) {
        waiting |= 1L << id;
      } else {
        touch(id, askedStep[id], askedObject[id], askedWay[id]);
      }
      asking = null;
    }
  }

  private void touchBeside() {
    if (taker != NOBODY_YET) {
      Touched touched = machine.touched();
      for (int i = 0; i < touched.count(); i++) {
        touch(taker, BESIDE, touched.object(i), Conflicts.way(touched.access(i)));
      }
      taker = NOBODY_YET;
    }
  }

  private void woken(Task task) {
    int id = task.id();
    waiting &= ~(1L << id);
    if (task.interrupted()) {
      last[id] = mix(last[id], INTERRUPTED);
    } else {
      touch(id, askedStep[id], askedObject[id], askedWay[id]);
    }
  }

  /** The task takes its pending step. */
  void step(Task task) {
    int id = task.id();
    taker = id;
    int way = conflicts.way(task);
    StepKind kind = task.pendingKind();
    int index = Conflicts.index(task);
    int translation = Conflicts.inTranslation(index);
    if (way == Conflicts.EVENT) {
      event(id);
    } else if (Conflicts.isAsk(way)) {
      asking = task;
      askedObject[id] = task.pendingObject();
      askedStep[id] = kind.ordinal();
      askedWay[id] = way;
    } else if (way != Conflicts.NONE) {
      if (waiting != 0 && !Conflicts.releases(kind)) {
        lookAtQueue(id, task.pendingObject(), way);
      }
      touch(id, kind.ordinal(), task.pendingObject(), way);
    } else if (kind != StepKind.TASK_START && kind != StepKind.TASK_RESUME) {
      last[id] = mix(last[id], kind.ordinal());
    }
    if (translation != Conflicts.NONE) {
      touch(id, kind.ordinal(), Conflicts.TRANSLATION, translation);
    }
  }

  /** The task has made a choice. */
  void choice(Task task, int option) {
    if (asking == task) {
      // It goes on, so it has got the lock.
      answer();
    }
    last[task.id()] = mix(last[task.id()], CHOICE + option);
  }

  /** The hash of all steps until now. */
  long value() {
    long sum = 0;
    for (int id = 0; id < TASKS_MAX; id++) {
      if (last[id] != 0) {
        sum += mix(last[id], id);
      }
    }
    for (long left = waiting; left != 0; left &= left - 1) {
      int id = Long.numberOfTrailingZeros(left);
      sum += mix(askedObject[id], ~id);
    }
    if (asking != null) {
      // The run was ended by what came of it.
      sum += mix(askedObject[asking.id()], askedStep[asking.id()] - INTERRUPTED);
    }
    return sum;
  }

  /** A step that is not of the lock's own may see which tasks wait for it. */
  private void lookAtQueue(int id, long object, int way) {
    long seen = 0;
    for (long left = waiting; left != 0; left &= left - 1) {
      int waiter = Long.numberOfTrailingZeros(left);
      if (askedObject[waiter] == object
          && (Conflicts.conflicting(way) & 1 << askedWay[waiter]) != 0) {
        seen += mix(last[waiter], waiter);
      }
    }
    if (seen != 0) {
      last[id] = mix(last[id], seen);
    }
  }

  /** After an event between tasks, what each of them does next comes after all of this. */
  private void event(int id) {
    long all = mix(last[id], INTERRUPTED + id);
    int tasks = machine.taskCount();
    for (int t = 0; t < tasks; t++) {
      StepKind pending = machine.task(t).pendingKind();
      boolean started = t == id || pending != StepKind.TASK_START;
      boolean goesOn = t == id || pending != StepKind.TASK_RESUME;
      int state = (started ? 1 : 0) + (goesOn ? 2 : 0) + ((waiting & 1L << t) != 0 ? 4 : 0);
      all += mix(last[t], t * 8L + state);
    }
    for (int t = 0; t < tasks; t++) {
      last[t] = mix(last[t], all);
    }
  }

  private void touch(int id, int step, long object, int way) {
    int place = place(object);
    long after = touches[place + WRITE];
    boolean write = false;
    int sum = 0;
    switch (way) {
      case Conflicts.READ, Conflicts.ASK_READ, Conflicts.LEAVE_READ -> {
        after += touches[place + ADDS];
        sum = READS;
      }
      case Conflicts.ADD -> {
        after += touches[place + READS];
        sum = ADDS;
      }
      default -> {
        after += touches[place + READS] + touches[place + ADDS];
        write = true;
      }
    }
    long hash = mix(mix(last[id], object * 64 + step), after);
    last[id] = hash;
    if (write) {
      touches[place + WRITE] = hash;
      touches[place + READS] = 0;
      touches[place + ADDS] = 0;
    } else {
      touches[place + sum] += mix(hash, sum);
    }
  }

  private int place(long object) {
    int known = objects.size();
    int number = objects.number(object);
    int place = number * STRIDE;
    if (number == known) {
      if (place == touches.length) {
        touches = Arrays.copyOf(touches, place * 2);
      }
      Arrays.fill(touches, place, place + STRIDE, 0);
    }
    return place;
  }

  private static long mix(long a, long b) {
    long z = a + b * 0x9e3779b97f4a7c15L + 0x632be59bd9b4e019L;
    z = (z ^ z >>> 32) * 0xd6e8feb86659fd93L;
    z = (z ^ z >>> 29) * 0xbf58476d1ce4e5b9L;
    return z ^ z >>> 32;
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.turn;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.mmkit.machine.Machine;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.Task;

/** Counts the steps that a task was about to take in its turn, by kind and lock. */
final class Points {
  private final int[] withoutLock = new int[StepKind.values().length];
  private final Map<String, Integer> onLocks = new TreeMap<>();
  private Machine machine;

  void begin(Machine begun) {
    machine = begun;
  }

  /** A new turn begins. */
  void clear() {
    Arrays.fill(withoutLock, 0);
    onLocks.clear();
  }

  /** The task is about to take its pending step. */
  void see(Task task) {
    String lock = lockOf(task);
    if (lock.isEmpty()) {
      withoutLock[task.pendingKind().ordinal()]++;
    } else {
      onLocks.merge(key(task.pendingKind(), lock), 1, Integer::sum);
    }
  }

  /** The pending step of a task, if it was seen in this turn. */
  Optional<Point> pending(Task task) {
    String lock = lockOf(task);
    int nth = count(task.pendingKind(), lock);
    return nth == 0 ? Optional.empty() : Optional.of(new Point(task.pendingKind(), lock, nth));
  }

  /** How often such a step was seen in this turn. */
  int count(Point point) {
    return count(point.kind(), point.lock());
  }

  private int count(StepKind kind, String lock) {
    return lock.isEmpty() ? withoutLock[kind.ordinal()] : onLocks.getOrDefault(key(kind, lock), 0);
  }

  private static String key(StepKind kind, String lock) {
    return kind + " " + lock;
  }

  private String lockOf(Task task) {
    return machine.trace().lockName(task);
  }
}

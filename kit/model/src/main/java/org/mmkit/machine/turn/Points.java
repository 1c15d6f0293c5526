// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.sched;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Task;

/** Counts the steps that a task was about to take in its turn, by kind and lock. */
final class Points {
  private final Map<String, Integer> counts = new TreeMap<>();
  private Machine machine;

  void begin(Machine runs) {
    machine = runs;
  }

  /** A new turn begins. */
  void clear() {
    counts.clear();
  }

  /** The task is about to take its pending step. */
  void see(Task task) {
    counts.merge(key(task), 1, Integer::sum);
  }

  /** The pending step of a task, if it was seen in this turn. */
  Optional<Point> pending(Task task) {
    int nth = counts.getOrDefault(key(task), 0);
    return nth == 0
        ? Optional.empty()
        : Optional.of(new Point(task.pendingKind(), lockOf(task), nth));
  }

  /** How often such a step was seen in this turn. */
  int count(Point point) {
    return counts.getOrDefault(point.kind() + " " + point.lock(), 0);
  }

  private String key(Task task) {
    return task.pendingKind() + " " + lockOf(task);
  }

  private String lockOf(Task task) {
    return machine.trace().lockName(task);
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.ArrayList;
import java.util.List;

/**
 * What was known when a rule was found broken, in a run whose steps are recorded.
 *
 * @param held the locks that tasks held, task by task, in the order in which they took them
 * @param life of the thing that the rule was broken with
 */
public record Scene(List<Held> held, Life life) {

  /** Nothing is known. */
  public static final Scene UNKNOWN = new Scene(List.of(), Life.UNKNOWN);

  /**
   * A lock that is held.
   *
   * @param task id of the holder
   * @param object id by which steps name the lock
   * @param lock what it is called
   * @param mode how it is held
   */
  public record Held(int task, long object, String lock, LockMode mode) {}

  /** Copies the list. */
  public Scene {
    held = List.copyOf(held);
  }

  static Scene of(Machine machine, Life life) {
    List<Held> held = new ArrayList<>();
    for (int id = 0; id < machine.taskCount(); id++) {
      Task task = machine.task(id);
      for (int i = 0; i < task.held.count(); i++) {
        Lock lock = task.held.get(i);
        LockMode mode = lock instanceof RangeLock ranges ? ranges.mode(task) : LockMode.WRITE;
        held.add(new Held(id, lock.id(), lock.lockClass().name(), mode));
      }
    }
    return new Scene(held, life);
  }
}

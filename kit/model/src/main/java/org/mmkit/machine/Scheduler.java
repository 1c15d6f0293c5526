// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import org.jspecify.annotations.Nullable;

/**
 * Decides which task runs next, and every other choice of a run. It is asked on the fiber that is
 * running, so it must not call back into the machine's steps or locks.
 */
public interface Scheduler {

  /** A run of a machine begins. */
  default void begin(Machine machine) {}

  /**
   * Whether it is asked at each visible step of the run that has begun, also where only one task
   * can go on: how a search gets to see the steps that it does not decide. Answers that were forced
   * are not recorded.
   */
  default boolean seesEveryStep() {
    return false;
  }

  /**
   * Whether it is told of each task that can go on, or cannot any more. The clock of a task moves
   * only while it runs.
   */
  default boolean followsTasks() {
    return false;
  }

  /** A task can go on from now on, if it follows them. */
  default void ready(Task task) {}

  /** A task cannot go on any more, if it follows them. */
  default void unready(Task task) {}

  /**
   * Picks the task that takes its pending step next. Asked when two tasks or more can go on, or
   * when one can and it is not the current one; then the answer is forced and is not recorded.
   *
   * @param runnable tasks that can go on, by ascending id, in the first count places
   * @param count how many there are, at least 1
   * @param current the task which ran until now, or null when it cannot go on
   * @return one of the runnable tasks
   */
  Task pick(Task[] runnable, int count, @Nullable Task current);

  /**
   * Makes a choice that is not about tasks.
   *
   * @param options how many there are, at least 2
   * @return the option, from 0 to options - 1
   */
  int choose(ChoiceKind kind, int options);

  /** The run ended; its trace, schedule and violations can be read. */
  default void end(Machine machine) {}
}

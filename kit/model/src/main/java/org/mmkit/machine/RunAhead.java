// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/**
 * Tasks that take steps before others whose clocks are earlier, in virtual time: those of which
 * nobody else sees anything until they {@link #meet} others. So a task alone in its address space
 * needs no switch at each of its steps, and what the run comes to is the same.
 *
 * <p>Whoever lets a task do so answers for it: it calls {@link #meet} before it touches anything
 * that another task touches, and nobody sends interrupts to its CPU.
 */
public final class RunAhead {
  private final Engine engine;
  private final boolean stepByStep;

  /** Steps that were taken and that nobody has seen yet. */
  private long unseen;

  RunAhead(Engine engine, boolean stepByStep) {
    this.engine = engine;
    this.stepByStep = stepByStep;
  }

  /** From now on nobody sees what the current task does, unless it meets others. */
  public void begin() {
    Task task = engine.running;
    if (task != null) {
      task.runsAhead = true;
      task.duePs = task.clockPs;
    }
  }

  /** From now on others may see each step of the current task. */
  public void end() {
    meet();
    Task task = engine.running;
    if (task != null) {
      task.runsAhead = false;
    }
  }

  /**
   * The current task is about to touch what others touch: those go on first that come before its
   * last step. A task that does not run ahead goes on at once.
   */
  public void meet() {
    Task task = engine.running;
    if (task == null || task.unseenSteps == 0) {
      return;
    }
    engine.letEarlierGoOn(task);
    unseen -= task.unseenSteps;
    task.unseenSteps = 0;
  }

  /** Steps that others can know of: a task that runs ahead shows its own when it meets others. */
  public long seenSteps() {
    return engine.steps() - unseen;
  }

  /** A task that runs ahead takes a step. */
  void takes(Task task) {
    task.duePs = task.clockPs;
    if (stepByStep) {
      engine.letEarlierGoOn(task);
    }
    task.unseenSteps++;
    unseen++;
  }
}

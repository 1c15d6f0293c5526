// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/** A rule that a run broke. */
public final class Violation {
  private final Rule rule;
  private final String message;
  private final int task;
  private final String taskName;
  private final long step;
  private final LateSourceLine line;
  private final Scene scene;

  Violation(
      Rule rule,
      String message,
      int task,
      String taskName,
      long step,
      LateSourceLine line,
      Scene scene) {
    this.rule = rule;
    this.message = message;
    this.task = task;
    this.taskName = taskName;
    this.step = step;
    this.line = line;
    this.scene = scene;
  }

  /** The rule. */
  public Rule rule() {
    return rule;
  }

  /** What happened, in plain English. */
  public String message() {
    return message;
  }

  /** Id of the task that was running, or -1. */
  public int task() {
    return task;
  }

  /** Its name, or the empty string. */
  public String taskName() {
    return taskName;
  }

  /** Number of visible steps taken before. */
  public long step() {
    return step;
  }

  /** The strategy's line as {@code File.java:line}, or the empty string. */
  public String source() {
    return line.text();
  }

  /** The state of the machine at that step. */
  public Scene scene() {
    return scene;
  }

  @Override
  public String toString() {
    String who = task < 0 ? "" : " by task " + taskName;
    String where = source().isEmpty() ? "" : " at " + source();
    return rule + " (" + message + who + " after " + step + " steps" + where + ")";
  }
}

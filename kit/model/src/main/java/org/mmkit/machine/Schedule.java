// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.Arrays;

/**
 * The decisions of a run in order: which task was picked where two or more could go on, and which
 * option was taken where there were two or more. Together with the program it determines the run.
 */
public final class Schedule {

  private int[] decisions;
  private int size;

  /** An empty schedule. */
  public Schedule() {
    this(new int[64], 0);
  }

  private Schedule(int[] decisions, int size) {
    this.decisions = decisions;
    this.size = size;
  }

  /** A schedule of its own with the same decisions. */
  public Schedule copy() {
    return new Schedule(decisions.clone(), size);
  }

  /** Number of decisions. */
  public int size() {
    return size;
  }

  /** Whether a decision is a pick of a task; if not, it is a choice. */
  public boolean isPick(int index) {
    return at(index) >= 0;
  }

  /** Id of the task picked, or option taken. */
  public int value(int index) {
    int decision = at(index);
    return decision >= 0 ? decision : ~decision;
  }

  /** Appends the pick of a task. */
  public void addPick(int task) {
    append(task);
  }

  /** Appends the choice of an option. */
  public void addChoice(int option) {
    append(~option);
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException if it is malformed; says at which column
   */
  public static Schedule parse(String text) {
    return ScheduleText.parse(text);
  }

  private int at(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("decision " + index + " of a schedule of " + size);
    }
    return decisions[index];
  }

  private void append(int decision) {
    if (size == decisions.length) {
      decisions = Arrays.copyOf(decisions, size * 2);
    }
    decisions[size++] = decision;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Schedule that
        && Arrays.equals(decisions, 0, size, that.decisions, 0, that.size);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = 0; i < size; i++) {
      hash = 31 * hash + decisions[i];
    }
    return hash;
  }

  /** The text form: {@code T0x12 T1x3 c1} is 12 picks of task 0, 3 of task 1, and option 1. */
  @Override
  public String toString() {
    return ScheduleText.format(this);
  }
}

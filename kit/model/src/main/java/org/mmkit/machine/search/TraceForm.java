// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The trace of a run in its normal form: two runs have the same form if they differ only in the
 * order of steps that do not conflict, and have another one otherwise.
 *
 * <p>It is the form of D. Foata: a step stands on the level behind the highest one of the steps
 * that it comes after, and the steps of a level are ordered by their tasks. Steps of one level do
 * not conflict, so a task has at most one there.
 *
 * @param letters the steps of the tasks, in the order in which they took effect
 * @param open what tasks still wait for at the end of the run, by task
 */
public record TraceForm(List<Letter> letters, List<String> open) {

  /**
   * A step of a task, with what it comes after.
   *
   * @param task id of the task
   * @param nth its number among the steps of the task, from 1; 0 for a choice or a broken-off wait
   * @param level its level, from 1
   * @param text the task, the step and its object, in words
   * @param after indices of letters that it comes after; the rest follows from these
   */
  public record Letter(int task, int nth, int level, String text, List<Integer> after) {

    public Letter {
      Objects.requireNonNull(text);
      after = List.copyOf(after);
    }
  }

  public TraceForm {
    letters = List.copyOf(letters);
    open = List.copyOf(open);
  }

  /** The form, a line for each level. */
  public List<String> lines() {
    BitSet all = new BitSet();
    all.set(0, letters.size());
    List<String> lines = lines(all);
    lines.addAll(open);
    return lines;
  }

  /**
   * The form of what a step needs to have happened: the step, all that it comes after, and nothing
   * that could as well have come later.
   *
   * @param task id of the task
   * @param nth the number of the step among those of the task, from 1
   * @return the lines; none if the task did not come to that step
   */
  public List<String> linesUpTo(int task, int nth) {
    for (int i = letters.size() - 1; i >= 0; i--) {
      if (letters.get(i).task() == task && letters.get(i).nth() == nth) {
        return lines(past(i));
      }
    }
    return List.of();
  }

  private BitSet past(int last) {
    BitSet past = new BitSet();
    past.set(last);
    for (int i = last; i >= 0; i--) {
      if (past.get(i)) {
        letters.get(i).after().forEach(past::set);
      }
    }
    return past;
  }

  private List<String> lines(BitSet which) {
    List<Letter> chosen = new ArrayList<>();
    which.stream().forEach(i -> chosen.add(letters.get(i)));
    chosen.sort(Comparator.comparingInt(Letter::level).thenComparingInt(Letter::task));
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int level = 0;
    for (Letter letter : chosen) {
      if (letter.level() != level && level != 0) {
        lines.add(line.toString());
        line.setLength(0);
      }
      level = letter.level();
      line.append(line.isEmpty() ? "" : " | ").append(letter.text());
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
    return lines;
  }
}

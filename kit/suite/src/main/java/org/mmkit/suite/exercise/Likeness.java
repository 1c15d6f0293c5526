// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mmkit.machine.Trace;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.program.CaseFormatter;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;
import org.mmkit.suite.sched.SchedFile;

/**
 * Compares a schedule with those of others, up to the order of steps that do not conflict.
 *
 * @param same how it is the same as another's, as sentences
 * @param compared how many could be compared
 * @param others why the rest could not be, each with its file
 */
record Likeness(List<String> same, int compared, List<String> others) {

  /** Runs the schedule of another on the same scenario; nothing if that says nothing. */
  interface Runs {
    Optional<Followed> follow(SchedFile other);
  }

  /**
   * Compares.
   *
   * @param step of the trace in which it shows that a rule is broken; -1 if that is not known
   */
  static Likeness of(
      CaseFile mine, SchedFile sched, Followed run, int step, List<CaseFile> files, Runs runs) {
    List<String> same = new ArrayList<>();
    List<String> not = new ArrayList<>();
    int compared = 0;
    List<String> whole = run.form().lines();
    List<String> cause = cause(run, step);
    for (CaseFile file : files) {
      Optional<Followed> theirs = Optional.empty();
      try {
        SchedFile other = SchedFile.parse(file.name(), file.text());
        if (!isSameProgram(other.program(), sched.program())) {
          not.add(file.name() + " has another program");
          continue;
        }
        theirs = runs.follow(other);
      } catch (BadInputException e) {
        not.add(e.getMessage());
        continue;
      }
      if (theirs.isEmpty()) {
        not.add(file.name() + " does not run here");
        continue;
      }
      compared++;
      if (file.text().equals(mine.text())) {
        same.add("It is the file " + file.name() + ", byte for byte.");
      } else if (theirs.get().form().lines().equals(whole)) {
        same.add(
            "It is the same trace as "
                + file.name()
                + ": all steps that conflict come in the same order"
                + turns(run, theirs.get())
                + ".");
      } else if (!cause.isEmpty() && hasCause(theirs.get(), cause)) {
        same.add(
            "It is the same attack as "
                + file.name()
                + ": all that the failing step needs comes in the same order, and only what does"
                + " not matter differs.");
      }
    }
    return new Likeness(same, compared, not);
  }

  private static String turns(Followed one, Followed other) {
    return one.turns().equals(other.turns()) ? "" : ", though the turns differ";
  }

  /** What the step that shows it needs to have happened. */
  static List<String> cause(Followed run, int step) {
    if (step < 0) {
      return List.of();
    }
    Trace trace = run.outcome().machine().trace();
    int task = trace.task(step);
    int nth = 0;
    for (int i = 0; i <= step; i++) {
      nth += trace.task(i) == task ? 1 : 0;
    }
    return run.form().linesUpTo(task, nth);
  }

  /** Whether a run came to the same step in the same way. */
  private static boolean hasCause(Followed run, List<String> cause) {
    return run.form().letters().stream()
        .filter(letter -> letter.nth() > 0 && letter.level() == cause.size())
        .anyMatch(letter -> run.form().linesUpTo(letter.task(), letter.nth()).equals(cause));
  }

  /** Titles, notes and names of programs say nothing. */
  private static boolean isSameProgram(Program one, Program other) {
    return one.settings().equals(other.settings())
        && calls(one.setup()).equals(calls(other.setup()))
        && tasks(one).equals(tasks(other))
        && calls(one.after()).equals(calls(other.after()));
  }

  private static List<String> tasks(Program program) {
    return program.tasks().stream()
        .map(task -> task.name() + calls(task.steps()))
        .sorted()
        .toList();
  }

  private static List<String> calls(List<Step> steps) {
    return steps.stream().map(CaseFormatter::format).toList();
  }
}

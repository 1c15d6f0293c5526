// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.program.CaseFormatter;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;
import org.mmkit.suite.program.TaskProgram;
import org.mmkit.suite.sched.SchedFile;

/**
 * Whether a schedule is one for an exercise.
 *
 * @param misfit why it is not, as a sentence; empty if it is
 * @param whole whether its program is the scenario of the exercise, with all its calls; if not, the
 *     program itself has to be judged
 */
record Fit(Optional<String> misfit, boolean whole) {

  static Fit of(SchedFile sched, Assignment assignment, StageRequest request) {
    String strategy = request.subject().info().reference();
    if (!sched.strategy().equals(strategy)) {
      return misfit(
          "It is a schedule for "
              + sched.strategy()
              + ", and "
              + strategy
              + " is attacked: find one with -Dmmkit.strategy="
              + strategy
              + ".");
    }
    TreeSet<String> theirs = new TreeSet<>(sched.defects());
    TreeSet<String> ours = new TreeSet<>(request.defects().ids());
    if (!theirs.equals(ours)) {
      return misfit(
          "It is a schedule for a kernel with "
              + bugs(theirs)
              + ", and the exercise is about one with "
              + bugs(ours)
              + " (mmkit.defect).");
    }
    Optional<Program> scenario = assignment.byId(sched.program().id());
    if (scenario.isEmpty()) {
      return assignment.free() ? new Fit(Optional.empty(), false) : other(sched, assignment);
    }
    return of(sched, scenario.get());
  }

  private static Fit other(SchedFile sched, Assignment assignment) {
    String id = sched.program().id();
    if (assignment.base().isEmpty()) {
      return misfit(
          "Its scenario is " + id + ", and the exercise is about " + assignment.text() + ".");
    }
    Program base = assignment.base().get();
    String what =
        Variant.isOne(id, base)
            ? ", the variant of somebody else"
            : id.equals(base.id()) ? ", without a layout of one's own" : "";
    return misfit(
        "Its scenario is "
            + id
            + what
            + ", and that of "
            + assignment.student()
            + " is "
            + assignment.text()
            + ".");
  }

  private static Fit of(SchedFile sched, Program scenario) {
    Program program = sched.program();
    if (program.tier() != scenario.tier() || !program.settings().equals(scenario.settings())) {
      return misfit(
          "The header of its program is not that of "
              + scenario.id()
              + ", whose tier and settings are: "
              + header(scenario)
              + ".");
    }
    List<Step> left = new ArrayList<>();
    int calls = calls(program.setup(), scenario.setup(), left);
    calls += calls(program.after(), scenario.after(), left);
    for (TaskProgram task : program.tasks()) {
      calls += calls(task.steps(), steps(scenario, task.name()), left);
    }
    if (!left.isEmpty()) {
      Step first = left.get(0);
      return misfit(
          "Line "
              + first.line()
              + " of it has "
              + CaseFormatter.format(first)
              + ", which is not in "
              + scenario.id()
              + " at that place: it is an edited scenario, or one of another layout.");
    }
    boolean whole = calls == scenario.allSteps().size();
    return !whole && !scenario.mayShrink()
        ? misfit(
            "Its program has "
                + calls
                + " of the "
                + scenario.allSteps().size()
                + " calls of "
                + scenario.id()
                + ", which has to stay whole (shrink=no).")
        : new Fit(Optional.empty(), whole);
  }

  /**
   * Takes the calls in their order as far as they go; the first one that does not fit goes to the
   * others.
   *
   * @return how many fit
   */
  private static int calls(List<Step> some, List<Step> all, List<Step> others) {
    int next = 0;
    int fitting = 0;
    for (Step step : some) {
      while (next < all.size() && !isSame(step, all.get(next))) {
        next++;
      }
      if (next == all.size()) {
        others.add(step);
        return fitting;
      }
      next++;
      fitting++;
    }
    return fitting;
  }

  private static boolean isSame(Step one, Step other) {
    return one.call().equals(other.call()) && one.expected().equals(other.expected());
  }

  private static List<Step> steps(Program program, String task) {
    return program.tasks().stream()
        .filter(one -> one.name().equals(task))
        .findFirst()
        .map(TaskProgram::steps)
        .orElse(List.of());
  }

  private static String header(Program scenario) {
    StringBuilder text = new StringBuilder(scenario.tier().text());
    scenario.settings().forEach((key, value) -> text.append(", " + key + "=" + value));
    return text.toString();
  }

  private static String bugs(TreeSet<String> ids) {
    return ids.isEmpty() ? "no bug switched on" : String.join(", ", ids);
  }

  private static Fit misfit(String sentence) {
    return new Fit(Optional.of(sentence), false);
  }
}

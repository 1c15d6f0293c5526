// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Checks what only a whole case shows: the order of its parts, and that its names meet. */
final class ProgramCheck {

  private final SourceLine header;
  private final Tier tier;
  private final List<StepParser.Labelled> lines;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> tasks = new TreeSet<>();
  private final Set<String> posted = new TreeSet<>();

  ProgramCheck(SourceLine header, Tier tier, List<StepParser.Labelled> lines) {
    this.header = header;
    this.tier = tier;
    this.lines = lines;
  }

  List<Problem> problems() {
    for (StepParser.Labelled line : lines) {
      order(line);
      if (line.step().call().name().equals("post")) {
        posted.add(line.step().call().text("name"));
      }
    }
    lines.forEach(this::names);
    if (tier.concurrent() && tasks.isEmpty()) {
      problems.add(
          header.problem(
              0, "a case of tier " + tier.text() + " has no task", "start lines with T1: and T2:"));
    }
    return problems;
  }

  private void order(StepParser.Labelled line) {
    if (line.label().isEmpty()) {
      if (!tasks.isEmpty()) {
        add(line, "a step of no task behind a task's", "label it T1: to T4:, or after:");
      }
    } else if (!tier.concurrent()) {
      add(
          line,
          "a task in a case of tier " + tier.text(),
          "tasks belong to the tiers race and explore");
    } else if (line.label().equals(StepParser.AFTER)) {
      if (tasks.isEmpty()) {
        add(line, "'after' comes before any task", "put the lines of the tasks first");
      }
    } else {
      tasks.add(line.label());
    }
  }

  private void names(StepParser.Labelled line) {
    Call call = line.step().call();
    if (call.name().equals("wait") && !posted.contains(call.text("name"))) {
      add(
          line,
          "nobody posts '" + call.text("name") + "'",
          "add post('" + call.text("name") + "')");
    }
    if (call.name().equals("kill") && !tasks.contains(call.text("task"))) {
      add(line, "there is no task " + call.text("task"), "tasks here: " + String.join(" ", tasks));
    }
  }

  private void add(StepParser.Labelled line, String message, String help) {
    problems.add(line.line().problem(line.column(), message, help));
  }
}

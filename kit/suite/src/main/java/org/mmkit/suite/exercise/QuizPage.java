// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.exercise;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.suite.program.CaseFormatter;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;
import org.mmkit.suite.program.TaskProgram;
import org.mmkit.suite.render.EvidenceText;

/**
 * Questions as text. What is handed out holds neither the answers nor what they follow from but by
 * thinking.
 *
 * @param student whose they are
 * @param strategy what runs
 * @param items the questions
 */
record QuizPage(String student, String strategy, List<QuizItem> items) {
  /** How the first line of a sheet of answers begins. */
  static final String MAGIC = "mmkit-quiz ";

  private static final int INDENT = 4;

  QuizPage {
    items = List.copyOf(items);
  }

  /** The first line of its sheet of answers, which tells the questions from others. */
  String firstLine() {
    long hash = 0xcbf29ce484222325L;
    String all = body();
    for (int i = 0; i < all.length(); i++) {
      hash = (hash ^ all.charAt(i)) * 0x100000001b3L;
    }
    return MAGIC + String.format("%08x", hash >>> 32);
  }

  /** Whose quiz it is, for the heading. */
  String heading() {
    return "Quiz" + (student.isEmpty() ? "" : " of " + student) + ": munmap by " + strategy;
  }

  /** The page. */
  String text() {
    return heading()
        + "\n\n"
        + "Each question shows which task ran when. Choose what comes of it, and hand in a file such"
        + " as this:\n\n"
        + "    "
        + firstLine()
        + "\n    1 a\n    2 c\n\n"
        + body();
  }

  private String body() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < items.size(); i++) {
      text.append(question(i + 1, items.get(i))).append('\n');
    }
    return text.toString();
  }

  private static String question(int number, QuizItem item) {
    StringBuilder text = new StringBuilder();
    Program program = item.program();
    text.append(number).append(". ").append(program.id()).append(": ").append(program.title());
    text.append('\n');
    for (String line : programLines(program)) {
      wrapped(text, "", line);
    }
    text.append("   What runs:\n");
    for (int row = 0; row < item.rows().size(); row++) {
      wrapped(text, (row + 1) + "  ", item.rows().get(row));
    }
    text.append("   ").append(item.topic().text()).append('\n');
    for (int option = 0; option < item.options().size(); option++) {
      wrapped(text, QuizItem.letter(option) + ") ", item.options().get(option));
    }
    return text.toString();
  }

  /** The set-up, and what each task calls. */
  static List<String> programLines(Program program) {
    List<String> lines = new ArrayList<>();
    if (!program.setup().isEmpty()) {
      lines.add("set-up: " + calls(program.setup()));
    }
    for (TaskProgram task : program.tasks()) {
      lines.add(task.name() + ": " + calls(task.steps()));
    }
    if (!program.after().isEmpty()) {
      lines.add("after: " + calls(program.after()));
    }
    return lines;
  }

  private static String calls(List<Step> steps) {
    return String.join(
        "; ", steps.stream().map(step -> CaseFormatter.format(step.call())).toList());
  }

  private static void wrapped(StringBuilder text, String label, String line) {
    boolean first = true;
    for (String part : EvidenceText.wrap(line)) {
      text.append(" ".repeat(INDENT));
      text.append(first ? label : " ".repeat(label.length())).append(part).append('\n');
      first = false;
    }
  }
}

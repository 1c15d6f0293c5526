// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.race;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.Trace;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.target.Outcome;

/** A run as text: a column for each task, a row for each stretch in which one task ran. */
final class SequenceText {
  private static final int WIDTH = 38;

  private final Program program;
  private final Trace trace;
  private final List<String> names = new ArrayList<>();
  private final StringBuilder out = new StringBuilder();

  SequenceText(Program program, Outcome outcome) {
    this.program = program;
    this.trace = outcome.machine().trace();
    for (int id = 0; id < outcome.machine().taskCount(); id++) {
      names.add(outcome.machine().task(id).name());
    }
  }

  String render() {
    row(-1, "");
    int note = 0;
    List<Trace.Note> notes = trace.notes();
    int last = -1;
    StringBuilder kinds = new StringBuilder();
    for (int step = 0; step < trace.size(); step++) {
      int task = trace.task(step);
      if (column(task) < 0) {
        while (note < notes.size() && notes.get(note).step() <= step) {
          note++;
        }
        continue;
      }
      if (task != last || kinds.length() > WIDTH - 12) {
        flush(last, kinds);
      }
      last = task;
      append(kinds, trace.kind(step));
      while (note < notes.size() && notes.get(note).step() <= step) {
        flush(last, kinds);
        row(column(task), notes.get(note++).text());
      }
    }
    flush(last, kinds);
    return out.toString();
  }

  private static void append(StringBuilder kinds, StepKind kind) {
    String word = kind.name().toLowerCase(java.util.Locale.ROOT);
    kinds.append(kinds.length() == 0 ? "  " : ", ").append(word);
  }

  private void flush(int task, StringBuilder kinds) {
    if (kinds.length() > 0) {
      row(column(task), kinds.toString());
      kinds.setLength(0);
    }
  }

  /** The column of a task of the machine, or -1 for set-up and after. */
  private int column(int task) {
    for (int column = 0; column < program.tasks().size(); column++) {
      if (task >= 0 && program.tasks().get(column).name().equals(names.get(task))) {
        return column;
      }
    }
    return -1;
  }

  /** A row with text in one column; column -1 is the heading. */
  private void row(int column, String text) {
    StringBuilder line = new StringBuilder("  ");
    for (int i = 0; i < program.tasks().size(); i++) {
      String cell = column < 0 ? program.tasks().get(i).name() : i == column ? text : "";
      line.append(cell);
      line.append(" ".repeat(Math.max(1, WIDTH - cell.length())));
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }
}

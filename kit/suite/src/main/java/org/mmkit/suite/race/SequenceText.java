// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.race;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.Trace;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.target.ModelTarget;
import org.mmkit.suite.target.Outcome;

/** A run as text: a column for each task, a row for each stretch in which one task ran. */
final class SequenceText {
  private static final int WIDTH = 36;

  private final List<String> columns;
  private final Trace trace;
  private final List<String> names = new ArrayList<>();
  private final StringBuilder out = new StringBuilder();
  private final StringBuilder words = new StringBuilder();
  private int running = -1;

  SequenceText(Program program, Outcome outcome) {
    this.columns = program.tasks().stream().map(task -> task.name()).toList();
    this.trace = outcome.machine().trace();
    for (int id = 0; id < outcome.machine().taskCount(); id++) {
      names.add(outcome.machine().task(id).name());
    }
  }

  String render() {
    for (int column = 0; column < columns.size(); column++) {
      cell(column, columns.get(column));
    }
    endRow();
    int next = 0;
    List<Trace.Note> notes = trace.notes();
    for (int step = 0; step < trace.size(); step++) {
      int column = columns.indexOf(names.get(trace.task(step)));
      if (column >= 0) {
        step(column, word(trace.kind(step)) + lock(step));
      }
      while (next < notes.size() && notes.get(next).step() <= step) {
        note(notes.get(next++).text());
      }
    }
    flush();
    return out.toString();
  }

  private void step(int column, String word) {
    if (column != running || words.length() + word.length() > WIDTH - 4) {
      flush();
    }
    running = column;
    words.append(words.length() == 0 ? "  " : ", ").append(word);
  }

  /** What the program itself says: a call begins or returns. */
  private void note(String text) {
    int colon = text.indexOf(ModelTarget.NOTE_SEPARATOR);
    int column = colon < 0 ? -1 : columns.indexOf(text.substring(0, colon));
    if (column >= 0) {
      flush();
      row(column, text.substring(colon + ModelTarget.NOTE_SEPARATOR.length()));
    }
  }

  private void flush() {
    if (words.length() > 0) {
      row(running, words.toString());
      words.setLength(0);
    }
  }

  private void row(int column, String text) {
    for (int before = 0; before < column; before++) {
      cell(before, "");
    }
    cell(column, text);
    endRow();
  }

  private void endRow() {
    while (out.charAt(out.length() - 1) == ' ') {
      out.setLength(out.length() - 1);
    }
    out.append('\n');
  }

  private void cell(int column, String text) {
    out.append(column == 0 ? "  " : "").append(text);
    out.append(" ".repeat(Math.max(1, WIDTH - text.length())));
  }

  /** Names the lock of a step, where it is not the one this is all about. */
  private String lock(int step) {
    String lock =
        switch (trace.kind(step)) {
          case LOCK_READ,
              LOCK_WRITE,
              LOCK_TRY_READ,
              LOCK_TRY_WRITE,
              UNLOCK,
              SPIN_LOCK,
              SPIN_UNLOCK ->
              trace.lockName(step);
          default -> "";
        };
    if (lock.contains("i_mmap")) {
      return " i_mmap";
    }
    if (lock.contains("invalidate")) {
      return " invalidate";
    }
    return lock.contains("page_table_lock") ? " mm" : "";
  }

  private static String word(StepKind kind) {
    return switch (kind) {
      case SYSCALL_ENTER -> "enter";
      case SYSCALL_EXIT -> "return";
      case LOCK_READ -> "down_read";
      case LOCK_WRITE -> "down_write";
      case LOCK_TRY_READ -> "down_read_trylock";
      case LOCK_TRY_WRITE -> "down_write_trylock";
      case LOCK_DOWNGRADE -> "downgrade_write";
      case UNLOCK -> "up";
      case SPIN_LOCK -> "spin_lock";
      case SPIN_UNLOCK -> "spin_unlock";
      case CELL_READ, CELL_WRITE -> "vmacache";
      case TREE_READ -> "find_vma";
      case TREE_WRITE -> "store vma";
      case PTE_READ -> "read pte";
      case PTE_WRITE -> "set pte";
      case TABLE_WRITE -> "set pmd";
      case TLB_HIT, TLB_FILL -> "tlb";
      case TLB_FLUSH -> "flush tlb";
      case FRAME_ALLOC -> "alloc page";
      case FRAME_FREE -> "free pages";
      case COUNTER -> "account";
      case USER_ACCESS -> "access";
      case GAP -> "gap";
      case HOOK -> "hook";
      default -> "wait";
    };
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.render;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.suite.record.Evidence;
import org.mmkit.suite.record.Evidence.Block;
import org.mmkit.suite.record.Evidence.Deed;

/** A column for each task, and time downwards. */
final class Diagram {
  private static final int GUTTER = 9;
  private static final int GAP = 2;
  private static final String PREEMPTED = "~~ preempted before ";
  private static final String WAITS = ".. waits for ";

  private final Evidence evidence;
  private final int columnWidth;
  private final List<String> lines = new ArrayList<>();

  Diagram(Evidence evidence) {
    this.evidence = evidence;
    int columns = Math.max(1, evidence.tasks().size());
    this.columnWidth = (EvidenceText.WIDTH - GUTTER - GAP * (columns - 1)) / columns;
  }

  List<String> lines() {
    StringBuilder head = new StringBuilder(String.format("%-" + GUTTER + "s", "step"));
    for (String task : evidence.tasks()) {
      head.append(pad(task, columnWidth + GAP));
    }
    lines.add(head.toString().stripTrailing());
    for (int block = 0; block < evidence.blocks().size(); block++) {
      block(block);
    }
    return lines;
  }

  /** One line of a column: which marks it has, and its text. */
  private static final class Cell {
    final StringBuilder marks = new StringBuilder();
    final StringBuilder text = new StringBuilder();
    int step;
  }

  private void block(int number) {
    Block block = evidence.blocks().get(number);
    List<Cell> cells = new ArrayList<>();
    cells.add(new Cell());
    String separator = "";
    for (int i = 0; i < block.deeds().size(); i++) {
      Deed deed = block.deeds().get(i);
      boolean result = deed.text().startsWith("-> ");
      String marks = marks(number, i);
      add(cells, result && !separator.isEmpty() ? " " : separator, deed, marks);
      separator = isCall(deed) ? ": " : ", ";
    }
    String end =
        switch (block.end()) {
          case PREEMPTED -> PREEMPTED + block.at();
          case WAITS -> WAITS + block.at();
          case DONE -> "";
        };
    for (String line : end.isEmpty() ? List.<String>of() : Wrap.words(end, columnWidth)) {
      Cell cell = new Cell();
      cell.text.append(line);
      cells.add(cell);
    }
    int column = Math.max(0, evidence.tasks().indexOf(block.task()));
    for (Cell cell : cells) {
      if (cell.text.length() > 0) {
        line(column, cell);
      }
    }
  }

  private static boolean isCall(Deed deed) {
    return deed.text().startsWith("… ") || deed.text().matches("\\w+\\(.*\\)");
  }

  private void add(List<Cell> cells, String separator, Deed deed, String marks) {
    Cell cell = cells.get(cells.size() - 1);
    String word = (marks.isEmpty() ? "" : marks) + deed.text();
    if (cell.text.length() + separator.length() + word.length() > columnWidth - 1) {
      cell.text.append(separator.stripTrailing());
      cell = new Cell();
      cell.text.append("  ");
      cells.add(cell);
    } else {
      cell.text.append(separator);
    }
    if (cell.step == 0) {
      cell.step = deed.step();
    }
    for (char mark : marks.toCharArray()) {
      if (cell.marks.indexOf(String.valueOf(mark)) < 0) {
        cell.marks.append(mark);
      }
    }
    cell.text.append(word);
  }

  /** The marks of a deed: a step's deed is the last one with its number. */
  private String marks(int block, int deed) {
    int step = evidence.blocks().get(block).deeds().get(deed).step();
    if (!isLast(step, block, deed)) {
      return "";
    }
    StringBuilder marks = new StringBuilder();
    marks.append(evidence.marks().conflict().contains(step) ? "*" : "");
    marks.append(evidence.marks().noReturn() == step ? "#" : "");
    marks.append(evidence.marks().found() == step ? "!" : "");
    return marks.toString();
  }

  private boolean isLast(int step, int block, int deed) {
    for (int b = block; b < evidence.blocks().size(); b++) {
      List<Deed> deeds = evidence.blocks().get(b).deeds();
      for (int d = b == block ? deed + 1 : 0; d < deeds.size(); d++) {
        if (deeds.get(d).step() == step) {
          return false;
        }
      }
    }
    return true;
  }

  private void line(int column, Cell cell) {
    String number = cell.step == 0 ? "" : Integer.toString(cell.step);
    String gutter = String.format("%4s %-3s ", number, cell.marks);
    int indent = column * (columnWidth + GAP);
    String text = gutter + " ".repeat(indent) + cell.text;
    lines.add(text.stripTrailing());
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mmkit.plugin.run.InputException;

/**
 * The points of a course: a line for each student, a column for each assignment.
 *
 * @param columns in the order in which they were given
 * @param lines by the names of the students' folders
 */
public record Gradebook(List<Column> columns, SortedMap<String, Line> lines) {
  /** Where the files of a gradebook go, within the folder of results. */
  public static final String FOLDER = "gradebook";

  /**
   * An assignment.
   *
   * @param name of its folder
   * @param title as its rubric says it
   * @param max what can be earned, without bonus
   * @param graded the folder that {@code mmkit:grade} has written
   */
  record Column(String name, String title, Points max, Path graded) {

    Column {
      Objects.requireNonNull(name);
      Objects.requireNonNull(title);
      Objects.requireNonNull(max);
      Objects.requireNonNull(graded);
    }
  }

  /**
   * A student's work for one assignment.
   *
   * @param state the verdict, or why there is none: one word
   */
  record Cell(String state, Points points, String sentence) {
    static final Cell NONE = new Cell(ClassRow.MISSING, Points.ZERO, "");

    Cell {
      Objects.requireNonNull(state);
      Objects.requireNonNull(points);
      Objects.requireNonNull(sentence);
    }

    /** Whether nothing was handed in. */
    boolean isNothing() {
      return state.equals(ClassRow.MISSING) || state.equals(Graded.Outcome.EMPTY.name());
    }

    /** Whether something was handed in that has no verdict. */
    boolean hasNoVerdict() {
      return !isNothing() && ClassRow.isNoVerdict(state);
    }
  }

  /** A student, with a cell for each column. */
  record Line(Roster.Person person, List<Cell> cells) {

    Line {
      Objects.requireNonNull(person);
      cells = List.copyOf(cells);
    }

    Points total() {
      return Points.sum(cells.stream().map(Cell::points).toList());
    }
  }

  public Gradebook {
    columns = List.copyOf(columns);
    lines = Collections.unmodifiableSortedMap(new TreeMap<>(lines));
  }

  /**
   * Reads graded folders.
   *
   * @param graded by the names of the assignments, in the order of the columns
   * @throws InputException if one of them is not graded to its end
   */
  public static Gradebook read(Map<String, Path> graded) {
    List<Column> columns = new ArrayList<>();
    List<RungPoints> all = new ArrayList<>();
    graded.forEach(
        (name, folder) -> {
          RungPoints points = RungPoints.read(folder);
          all.add(points);
          columns.add(new Column(name, points.title(), points(folder, points.max()), folder));
        });
    TreeMap<String, List<Cell>> cells = new TreeMap<>();
    TreeMap<String, Roster.Person> people = new TreeMap<>();
    for (int i = 0; i < all.size(); i++) {
      for (RungPoints.Row row : all.get(i).rows()) {
        List<Cell> line =
            cells.computeIfAbsent(
                row.id(), id -> new ArrayList<>(Collections.nCopies(all.size(), Cell.NONE)));
        Points points = points(columns.get(i).graded(), row.points());
        line.set(i, new Cell(row.state(), points, row.sentence()));
        people.putIfAbsent(row.id(), row.person());
      }
    }
    TreeMap<String, Line> lines = new TreeMap<>();
    cells.forEach(
        (id, line) -> lines.put(id, new Line(Objects.requireNonNull(people.get(id)), line)));
    return new Gradebook(columns, lines);
  }

  private static Points points(Path folder, String text) {
    return Points.parse(text)
        .orElseThrow(
            () ->
                new InputException(
                    folder.resolve(RungPoints.FILE)
                        + " has points that are no number: \""
                        + Plain.line(text)
                        + "\". Run mmkit:grade there again."));
  }

  /** What can be earned in all, without bonus. */
  Points max() {
    return Points.sum(columns.stream().map(Column::max).toList());
  }

  /** The students whom a roster names. */
  List<Line> known() {
    return lines.entrySet().stream()
        .filter(entry -> !entry.getValue().person().equals(Roster.unknown(entry.getKey())))
        .map(Map.Entry::getValue)
        .toList();
  }

  /**
   * Writes the table in its forms.
   *
   * @param folder for the files
   * @return the table for a terminal
   */
  public List<String> write(Path folder) {
    TreeMap<String, String> files = new TreeMap<>();
    List<String> lines = GradebookText.lines(this);
    files.put("gradebook.txt", String.join("\n", lines) + "\n");
    files.put("gradebook.csv", GradebookCsv.write(this));
    files.put("gradebook.html", GradebookHtml.write(this, folder));
    if (!known().isEmpty()) {
      files.put("canvas.csv", GradebookCsv.canvas(this));
      files.put("moodle.csv", GradebookCsv.moodle(this));
    }
    try {
      GradeStore.at(folder).write(files);
    } catch (IOException e) {
      throw new UncheckedIOException("The gradebook cannot be written to " + folder, e);
    }
    return lines;
  }

  /** A short heading for each column: the number of a rung, with a letter where it comes twice. */
  List<String> headings() {
    List<String> headings = new ArrayList<>();
    for (Column column : columns) {
      Optional<String> number = number(column.name());
      long same = columns.stream().filter(c -> number(c.name()).equals(number)).count();
      long before = headings.stream().filter(h -> number.isPresent() && isOf(h, number)).count();
      String letter = same > 1 ? "" + (char) ('a' + (int) before) : "";
      headings.add(number.map(n -> n + letter).orElse(column.name()));
    }
    return headings;
  }

  private static boolean isOf(String heading, Optional<String> number) {
    return heading.replaceFirst("[a-z]$", "").equals(number.orElse(""));
  }

  private static Optional<String> number(String name) {
    return name.matches("rung-[0-9]+-.*")
        ? Optional.of(name.replaceFirst("^rung-([0-9]+)-.*", "$1"))
        : Optional.empty();
  }
}

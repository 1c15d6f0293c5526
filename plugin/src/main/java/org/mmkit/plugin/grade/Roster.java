// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mmkit.plugin.run.InputException;

/**
 * Who handed in which folder: a CSV file of the instructor whose first line names its columns.
 *
 * @param byFolder people by the names of folders
 */
public record Roster(SortedMap<String, Person> byFolder) {
  /** Nobody is known. */
  public static final Roster NONE = new Roster(new TreeMap<>());

  private static final List<String> COLUMNS =
      List.of("folder", "name", "id", "login", "email", "section", "days_late");
  private static final int DAYS_DIGITS = 4;

  public Roster {
    byFolder = Collections.unmodifiableSortedMap(new TreeMap<>(byFolder));
  }

  /**
   * A student.
   *
   * @param id of the learning management system
   * @param daysLate 0 for in time
   */
  public record Person(
      String name, String id, String login, String email, String section, int daysLate) {}

  /**
   * Reads a file.
   *
   * @throws InputException if it is no roster; names file and line
   */
  public static Roster read(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      return parse(name, Files.readAllLines(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new InputException(
          "There is no roster " + file + ", or it is no UTF-8 text (mmkit.roster).");
    }
  }

  static Roster parse(String file, List<String> lines) {
    if (lines.isEmpty()) {
      throw new InputException(file + ": the roster is empty. Its first line names the columns.");
    }
    List<String> head = cells(file + ":1: ", lines.get(0));
    for (String column : head) {
      if (!COLUMNS.contains(column)) {
        throw new InputException(
            file
                + ":1: there is no column \""
                + Plain.line(column)
                + "\". There are "
                + String.join(", ", COLUMNS)
                + ".");
      }
    }
    if (!head.contains("folder")) {
      throw new InputException(file + ":1: no column \"folder\" says whose folder it is. Add it.");
    }
    TreeMap<String, Person> people = new TreeMap<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        String place = file + ":" + (i + 1) + ": ";
        Map<String, String> row = row(place, head, cells(place, lines.get(i)));
        if (!ClassGrading.isId(cell(row, "folder"))) {
          throw new InputException(
              place + "\"" + Plain.line(cell(row, "folder")) + "\" is no name of a folder.");
        }
        if (people.putIfAbsent(cell(row, "folder"), person(place, row)) != null) {
          throw new InputException(
              place + "the folder " + cell(row, "folder") + " has a line already. Remove one.");
        }
      }
    }
    return new Roster(people);
  }

  private static Map<String, String> row(String place, List<String> head, List<String> cells) {
    if (cells.size() != head.size()) {
      throw new InputException(
          place
              + "there are "
              + cells.size()
              + " cells, and the first line names "
              + head.size()
              + " columns.");
    }
    Map<String, String> row = new TreeMap<>();
    for (int i = 0; i < head.size(); i++) {
      row.put(head.get(i), cells.get(i));
    }
    return row;
  }

  private static Person person(String place, Map<String, String> row) {
    String days = cell(row, "days_late");
    if (!days.matches("[0-9]{0," + DAYS_DIGITS + "}")) {
      throw new InputException(
          place + "days_late is \"" + Plain.line(days) + "\", which is no number of days.");
    }
    return new Person(
        cell(row, "name"),
        cell(row, "id"),
        cell(row, "login"),
        cell(row, "email"),
        cell(row, "section"),
        days.isEmpty() ? 0 : Integer.parseInt(days));
  }

  private static String cell(Map<String, String> row, String column) {
    return row.getOrDefault(column, "");
  }

  /** The cells of a line; quotes keep commas together, two of them are one. */
  private static List<String> cells(String place, String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else if (c != '\ufeff') {
        cell.append(c);
      }
    }
    if (quoted) {
      throw new InputException(place + "a quote has no end.");
    }
    cells.add(cell.toString().strip());
    return cells;
  }

  /** Who handed in a folder; where nobody is named, the folder is all that is known. */
  Person of(String folder) {
    return Optional.ofNullable(byFolder.get(folder)).orElse(unknown(folder));
  }

  /** Somebody of whom only the folder is known. */
  static Person unknown(String folder) {
    return new Person(folder, "", "", "", "", 0);
  }
}

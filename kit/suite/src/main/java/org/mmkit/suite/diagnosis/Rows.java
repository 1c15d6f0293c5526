// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.diagnosis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The rows of a table beside a class: a line each, cells between bars, # for comments. */
public final class Rows {
  private Rows() {}

  /** The cells of one line, without blanks around them. */
  public record Row(List<String> cells) {
    public Row {
      cells = List.copyOf(cells);
    }

    /** One of them, from 0. */
    public String cell(int column) {
      return cells.get(column);
    }
  }

  /**
   * Reads a table.
   *
   * @param beside a class in whose package the file lies
   * @param columns that each row has
   */
  public static List<Row> of(Class<?> beside, String file, int columns) {
    List<Row> rows = new ArrayList<>();
    int number = 0;
    for (String line : text(beside, file).lines().toList()) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        List<String> cells = List.of(line.split("\\|", -1)).stream().map(String::strip).toList();
        if (cells.size() != columns) {
          throw new IllegalStateException(
              file + ":" + number + ": " + cells.size() + " cells, but there are " + columns);
        }
        rows.add(new Row(cells));
      }
    }
    return rows;
  }

  private static String text(Class<?> beside, String file) {
    try (InputStream in = beside.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("no table " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

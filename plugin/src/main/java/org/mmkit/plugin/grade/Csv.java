// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.List;
import java.util.stream.Collectors;

/** Lines of a CSV file that a spreadsheet reads as text and numbers, never as a formula. */
final class Csv {
  private static final String FORMULA = "=+-@|%\t";

  private Csv() {}

  /** A line with its end. */
  static String line(List<String> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(",")) + "\r\n";
  }

  private static String cell(String text) {
    String plain = Plain.line(text);
    boolean formula = !plain.isEmpty() && FORMULA.indexOf(plain.charAt(0)) >= 0;
    String safe = formula ? "'" + plain : plain;
    boolean quoted = safe.contains(",") || safe.contains("\"") || safe.contains("'");
    return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}

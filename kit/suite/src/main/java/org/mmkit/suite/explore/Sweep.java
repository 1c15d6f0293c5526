// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Program;

/**
 * Scenarios that differ in what code can depend on: which call unmaps, how much, in how many VMAs,
 * what is special about them, what stays beside, where nothing is mapped, what goes wrong, and what
 * others do. A table has so many rows that any three levels of three factors that can be together
 * are together in one (a covering array of strength 3, after D. R. Kuhn, D. R. Wallace and A. M.
 * Gallo, "Software Fault Interactions and Implications for Software Testing", IEEE TSE 30(6),
 * 2004).
 */
public final class Sweep {
  private static final String TABLE = "sweep.txt";

  /** What the ids of its scenarios begin with. */
  public static final String PREFIX = "sweep-";

  /** Read when it is first asked for. */
  private static final class Shipped {
    static final List<SweepRow> ROWS = read();
    static final List<Program> PROGRAMS = programs(ROWS);
  }

  private Sweep() {}

  /** The rows of its table. */
  static List<SweepRow> rows() {
    return Shipped.ROWS;
  }

  /** Its scenarios, in the order of the table. */
  public static List<Program> programs() {
    return Shipped.PROGRAMS;
  }

  /** Whether a scenario is one of them. */
  static boolean has(Program program) {
    return program.id().startsWith(PREFIX) && Shipped.PROGRAMS.contains(program);
  }

  private static List<SweepRow> read() {
    try (InputStream in = Sweep.class.getResourceAsStream(TABLE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(Predicate.not(line -> line.startsWith("#")))
          .map(SweepRow::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + TABLE, e);
    }
  }

  /** The scenarios of rows, numbered from 1. */
  static List<Program> programs(List<SweepRow> rows) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      String id = String.format(Locale.ROOT, "%s%03d", PREFIX, i + 1);
      text.append(SweepProgram.of(id, rows.get(i)));
    }
    CaseParser parser = new CaseParser();
    parser.add(TABLE, text.toString());
    return parser.finish();
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.sched;

import java.util.List;
import java.util.Objects;
import org.mmkit.machine.turn.Turns;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.program.CaseFormatter;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.record.PlainText;

/**
 * A schedule with all that it takes to run it again: the content of a {@code .sched} file.
 *
 * @param strategy what a command names the strategy by: a shipped one's id, or a class
 * @param defects ids of the defects that are switched on
 * @param code of the rule that was found broken, such as {@code MM0305}; empty if none was
 * @param found how it was found, for people; one line
 * @param program the scenario, or what is left of it after shrinking
 * @param turns the schedule
 * @param moveLines the line of the file that each move was read from, from 1; empty if none was
 *     read
 */
public record SchedFile(
    String strategy,
    List<String> defects,
    String code,
    String found,
    Program program,
    Turns turns,
    List<Integer> moveLines) {

  /** The first line of each file of this version. */
  public static final String MAGIC = "mmkit-sched 1";

  /** How the names of such files end. */
  public static final String SUFFIX = ".sched";

  static final String NONE = "none";
  static final String INDENT = "  ";

  public SchedFile {
    Objects.requireNonNull(strategy);
    defects = List.copyOf(defects);
    Objects.requireNonNull(code);
    Objects.requireNonNull(found);
    Objects.requireNonNull(program);
    Objects.requireNonNull(turns);
    moveLines = List.copyOf(moveLines);
  }

  /** A file that is to be written. */
  public SchedFile(
      String strategy,
      List<String> defects,
      String code,
      String found,
      Program program,
      Turns turns) {
    this(strategy, defects, code, found, program, turns, List.of());
  }

  /**
   * Reads a file.
   *
   * @param file what messages call it
   * @throws BadInputException if it is none; says in which line, why, and what would be right
   */
  public static SchedFile parse(String file, String text) {
    return new SchedParser(file, text).parse();
  }

  /** The text of the file. */
  public String text() {
    StringBuilder out = new StringBuilder(MAGIC).append('\n');
    out.append("strategy: ").append(strategy).append('\n');
    out.append("defects: ").append(orNone(String.join(",", defects))).append('\n');
    out.append("scenario: ").append(program.id()).append('\n');
    out.append("code: ").append(orNone(code)).append('\n');
    out.append("found: ").append(orNone(found)).append('\n');
    out.append("program:\n");
    CaseFormatter.format(program).lines().forEach(line -> append(out, line));
    out.append("schedule:\n");
    turns.moves().forEach(move -> append(out, move.text()));
    return out.toString();
  }

  private static void append(StringBuilder out, String line) {
    out.append(INDENT).append(line).append('\n');
  }

  private static String orNone(String value) {
    return value.isEmpty() ? NONE : value;
  }

  /**
   * The name of the file for a finding, the same on all systems: {@code
   * <strategy>-<scenario>-<code>.sched}.
   */
  public String fileName() {
    String name =
        PlainText.id(strategy) + "-" + program.id() + (code.isEmpty() ? "" : "-" + code) + SUFFIX;
    return name.replaceAll("[^A-Za-z0-9._-]", "_");
  }
}

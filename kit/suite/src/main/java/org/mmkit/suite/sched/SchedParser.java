// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.sched;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.mmkit.machine.turn.Move;
import org.mmkit.machine.turn.Turns;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.CaseSyntaxException;
import org.mmkit.suite.program.Program;

/** Reads the lines of a {@code .sched} file. */
final class SchedParser {
  private static final List<String> KEYS =
      List.of("strategy", "defects", "scenario", "code", "found");
  private static final String PROGRAM = "program";
  private static final String SCHEDULE = "schedule";
  private static final int BYTES_MAX = 1 << 20;

  private final String file;
  private final String[] lines;
  private final Map<String, String> values = new TreeMap<>();
  private final List<Move> moves = new ArrayList<>();
  private final List<Integer> moveLines = new ArrayList<>();
  private String[] programLines = {};
  private String section = "";
  private int number;

  SchedParser(String file, String text) {
    this.file = file;
    if (text.length() > BYTES_MAX) {
      throw new BadInputException(
          file + " is no schedule: it is larger than " + (BYTES_MAX >> 20) + " MiB.");
    }
    this.lines = text.split("\\R", -1);
  }

  SchedFile parse() {
    checkFirstLine();
    programLines = new String[lines.length];
    Arrays.fill(programLines, "");
    for (number = 2; number <= lines.length; number++) {
      String line = lines[number - 1].strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        line(line);
      }
    }
    number = lines.length;
    for (String key : KEYS) {
      require(values.containsKey(key), "the line \"" + key + ": ...\" is missing", "add it");
    }
    Program program = program();
    // One task alone has nothing to decide.
    require(
        !moves.isEmpty() || program.tasks().size() < 2,
        "the schedule is empty",
        "add lines such as \"" + MoveParser.TURN + "\"");
    return new SchedFile(
        value("strategy"),
        value("defects").isEmpty() ? List.of() : names(value("defects")),
        value("code"),
        value("found"),
        program,
        new Turns(moves),
        moveLines);
  }

  private String value(String key) {
    return values.getOrDefault(key, "");
  }

  private void checkFirstLine() {
    number = 1;
    String first = lines[0].strip();
    if (first.equals(SchedFile.MAGIC)) {
      return;
    }
    boolean newer = first.startsWith("mmkit-sched ");
    throw bad(
        newer
            ? "this is a schedule of another version of the format, \"" + first + "\""
            : "this is no schedule",
        newer
            ? "read it with the mmkit that wrote it, or record it again with mmkit:explore"
            : "the first line of one is \"" + SchedFile.MAGIC + "\"");
  }

  private static List<String> names(String list) {
    return Stream.of(list.split(",")).map(String::strip).toList();
  }

  private void line(String line) {
    boolean indented = Character.isWhitespace(lines[number - 1].charAt(0));
    if (!indented) {
      header(line);
    } else if (section.equals(PROGRAM)) {
      programLines[number - 1] = line;
    } else if (section.equals(SCHEDULE)) {
      moves.add(move(line));
      moveLines.add(number);
    } else {
      throw bad(
          "an indented line outside of \"program:\" and \"schedule:\"",
          "begin the line at its first column, or put \"program:\" above it");
    }
  }

  private void header(String line) {
    int colon = line.indexOf(':');
    String key = colon < 0 ? line : line.substring(0, colon).strip();
    if ((key.equals(PROGRAM) || key.equals(SCHEDULE)) && colon == line.length() - 1) {
      section = key;
      return;
    }
    require(
        colon > 0 && KEYS.contains(key),
        "\"" + line + "\" is not understood",
        "at the first column stands one of "
            + String.join(", ", KEYS)
            + ", program, schedule, with a colon; the lines of a program and of a schedule are"
            + " indented");
    require(!values.containsKey(key), key + " is given twice", "remove one of the two lines");
    String value = line.substring(colon + 1).strip();
    require(!value.isEmpty(), key + " is empty", "write \"" + key + ": none\" for nothing");
    require(
        !key.equals("strategy") || !value.equals(SchedFile.NONE),
        "a schedule is one of a strategy",
        "name a shipped one by its id, or a class");
    values.put(key, value.equals(SchedFile.NONE) ? "" : value);
    section = "";
  }

  private Move move(String line) {
    return MoveParser.parse(line)
        .orElseThrow(
            () ->
                bad(
                    "\"" + line + "\" is no line of a schedule",
                    "write \"" + MoveParser.TURN + "\" or \"" + MoveParser.OPTION + "\""));
  }

  /** The program, whose problems are told with the lines of this file. */
  private Program program() {
    List<Program> programs;
    try {
      programs = CaseParser.parse(file, String.join("\n", programLines));
    } catch (CaseSyntaxException e) {
      throw new BadInputException(e.getMessage());
    }
    require(
        programs.size() == 1,
        programs.isEmpty() ? "there is no program" : "there is more than one program",
        "put one under the line \"program:\"");
    Program program = programs.get(0);
    number = program.line();
    require(
        !program.isSequential() || moves.isEmpty(),
        "the program has no tasks",
        "a schedule is one of T1 and T2");
    require(
        program.id().equals(value("scenario")),
        "the program is called " + program.id() + " and the scenario " + value("scenario"),
        "give both the same name");
    return program;
  }

  private void require(boolean condition, String otherwise, String fix) {
    if (!condition) {
      throw bad(otherwise, fix);
    }
  }

  private BadInputException bad(String cause, String fix) {
    return new BadInputException(file + ":" + number + ": " + cause + ": " + fix + ".");
  }
}

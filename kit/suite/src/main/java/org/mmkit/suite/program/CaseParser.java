// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses case files; goes on after a problem, so that one reading shows them all. */
public final class CaseParser {

  private static final int MAX_LINE = 4000;

  private final List<Problem> problems = new ArrayList<>();
  private final List<Program> programs = new ArrayList<>();
  private final Map<String, Program> byId = new LinkedHashMap<>();
  private @Nullable ProgramBuilder current;

  /** The programs of one file. */
  public static List<Program> parse(String file, String text) {
    CaseParser parser = new CaseParser();
    parser.add(file, text);
    return parser.finish();
  }

  /** Reads one more file; ids must differ from those of all files before. */
  public void add(String file, String text) {
    int number = 0;
    for (String line : text.split("\\R", -1)) {
      line(new SourceLine(file, ++number, line.stripTrailing()));
    }
    endProgram();
  }

  /** All programs read, in order; throws {@link CaseSyntaxException} if anything was wrong. */
  public List<Program> finish() {
    if (!problems.isEmpty()) {
      throw new CaseSyntaxException(problems);
    }
    return List.copyOf(programs);
  }

  private void line(SourceLine line) {
    String text = line.text().strip();
    try {
      if (line.text().length() > MAX_LINE) {
        problems.add(line.problem(MAX_LINE, "this line is too long", ""));
      } else if (text.startsWith("@")) {
        endProgram();
        ProgramBuilder next = HeaderParser.parse(line);
        current = next;
        checkId(line, next.id());
      } else if (!text.isEmpty() && !text.startsWith("#")) {
        step(line);
      }
    } catch (SourceLine.Unreadable e) {
      problems.add(e.problem());
      if (text.startsWith("@")) {
        current = ProgramBuilder.unreadable(line);
      }
    }
  }

  private void step(SourceLine line) {
    if (current == null) {
      throw new SourceLine.Unreadable(
          line.problem(0, "a step outside of a case", "start a case with '@id | title | tier'"));
    }
    current.add(StepParser.parse(line));
  }

  private void checkId(SourceLine line, String id) {
    Program first = byId.get(id);
    if (first != null) {
      problems.add(
          line.problem(
              line.text().indexOf(id),
              "the id " + id + " is taken",
              "it is at " + first.file() + ":" + first.line() + "; ids are unique"));
    }
  }

  private void endProgram() {
    if (current == null) {
      return;
    }
    ProgramBuilder done = current;
    current = null;
    done.check(problems);
    if (!done.isUnreadable()) {
      Program program = done.build();
      programs.add(program);
      byId.putIfAbsent(program.id(), program);
    }
  }
}

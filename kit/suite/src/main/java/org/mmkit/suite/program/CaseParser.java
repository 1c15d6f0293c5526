// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Parses case files; goes on after a problem, so that one reading shows them all. */
public final class CaseParser {

  private static final int MAX_LINE = 4000;

  private final List<Problem> problems = new ArrayList<>();
  private final List<Program> programs = new ArrayList<>();
  private final Map<String, Program> byId = new LinkedHashMap<>();
  private final Map<String, Program> shipped = new HashMap<>();
  private Predicate<String> wanted = id -> true;
  private @Nullable ProgramBuilder current;

  /** Whether the lines belong to a case that nobody asked for. */
  private boolean skips;

  /** One for files of a user, whose ids must differ from those that come with the kit. */
  public static CaseParser beside(List<Program> shipped) {
    CaseParser parser = new CaseParser();
    shipped.forEach(program -> parser.shipped.putIfAbsent(program.id(), program));
    return parser;
  }

  /** One that passes over the steps of the cases that nobody asks for. */
  static CaseParser of(Predicate<String> ids) {
    CaseParser parser = new CaseParser();
    parser.wanted = ids;
    return parser;
  }

  /** The programs of one file. */
  public static List<Program> parse(String file, String text) {
    CaseParser parser = new CaseParser();
    parser.add(file, text);
    return parser.finish();
  }

  /** Reads one more file; ids must differ from those of all files before. */
  public void add(String file, String text) {
    int number = 0;
    int before = problems.size();
    for (String line : text.split("\\R", -1)) {
      line(new SourceLine(file, ++number, line.stripTrailing()));
    }
    endProgram();
    problems
        .subList(before, problems.size())
        .sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
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
        ProgramBuilder next = HeaderParser.parse(line, problems);
        skips = !wanted.test(next.id());
        current = skips ? null : next;
      } else if (!skips && !text.isEmpty() && !text.startsWith("#")) {
        step(line);
      }
    } catch (SourceLine.Unreadable e) {
      problems.add(e.problem());
    }
  }

  private void step(SourceLine line) {
    if (current == null) {
      throw new SourceLine.Unreadable(
          line.problem(0, "a step outside of a case", "start a case with '@id | title | tier'"));
    }
    current.goesOn();
    current.add(StepParser.parse(line));
  }

  private void checkId(ProgramBuilder done, Program program) {
    Program first = byId.putIfAbsent(program.id(), program);
    Program ours = shipped.get(program.id());
    if (first != null) {
      problems.add(done.taken(first.file() + ":" + first.line()));
    } else if (ours != null && !calls(program).equals(calls(ours))) {
      problems.add(done.taken(ours.file() + ":" + ours.line() + " of mmkit"));
    } else if (done.isEmpty() && program.isSequential()) {
      problems.add(done.noCall());
    }
  }

  /** With the same calls it is a copy of what comes with the kit, whatever it expects of them. */
  private static String calls(Program program) {
    String text = CaseFormatter.format(program);
    return text.substring(text.indexOf('\n')).replaceAll(" => .*", "");
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
      checkId(done, program);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.race;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.CaseSyntaxException;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;
import org.mmkit.suite.program.TaskProgram;

/** The concurrent programs: those that are shipped, and those of the user. */
public final class RacePrograms {
  private static final int CALLS_MAX = 62;
  private static final String FILE = "race.cases";

  private RacePrograms() {}

  /** Those that come with the kit. */
  public static List<Program> shipped() {
    CaseParser parser = new CaseParser();
    parser.add(FILE, text());
    return parser.finish();
  }

  static List<Program> of(StageRequest request) {
    List<Program> all = new ArrayList<>(shipped());
    CaseParser parser = new CaseParser();
    try {
      for (CaseFile file : request.caseFiles()) {
        parser.add(file.name(), file.text());
      }
      all.addAll(parser.finish());
    } catch (CaseSyntaxException e) {
      throw new BadInputException(e.getMessage());
    }
    all.removeIf(Program::isSequential);
    all.forEach(RacePrograms::check);
    return all;
  }

  /** What the tasks of a program cannot be asked for. */
  private static void check(Program program) {
    int calls = program.after().size();
    for (TaskProgram task : program.tasks()) {
      for (Step step : task.steps()) {
        calls++;
        if (step.call().name().equals("pat") && !step.expected().isAnything()) {
          throw new BadInputException(
              program.file()
                  + ":"
                  + step.line()
                  + ": in a task the pages of pat are judged one by one; write \"=> *\" behind it,"
                  + " or r(..) for each page with the result that it may have.");
        }
      }
    }
    if (calls > CALLS_MAX) {
      throw new BadInputException(
          program.file()
              + ":"
              + program.line()
              + ": "
              + program.id()
              + " has "
              + calls
              + " calls in its tasks and after them; orders of more than "
              + CALLS_MAX
              + " cannot be searched.");
    }
  }

  private static String text() {
    try (InputStream in = RacePrograms.class.getResourceAsStream(FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the shipped race programs", e);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.check;

import org.mmkit.suite.BadInputException;
import org.mmkit.suite.program.CallKind;
import org.mmkit.suite.program.Env;
import org.mmkit.suite.program.PageAccesses;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;
import org.mmkit.suite.program.TaskProgram;

/** What programs with tasks must keep, so that their outcomes can be judged. */
public final class ConcurrentPrograms {
  private static final int CALLS_MAX = 62;

  private ConcurrentPrograms() {}

  /**
   * Refuses what the tasks of a program cannot be asked for.
   *
   * @throws BadInputException names file and line
   */
  public static void check(Program program) {
    int calls = program.after().stream().mapToInt(ConcurrentPrograms::parts).sum();
    for (TaskProgram task : program.tasks()) {
      for (Step step : task.steps()) {
        calls += parts(step);
        check(program, step);
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

  /** The calls that a step is judged as: each page of a pat or a fill is one. */
  private static int parts(Step step) {
    return PageAccesses.split(step.call(), Env.START).size();
  }

  private static void check(Program program, Step step) {
    if (step.call().name().equals("pat") && !step.expected().isAnything()) {
      throw refused(
          program,
          step,
          "the pages of pat are judged one by one; write \"=> *\" behind it, or r(..) for each page"
              + " with the result that it may have.");
    }
    if (step.call().is(CallKind.SHARES_MEMORY) && step.call().ops("ops").size() > 1) {
      throw refused(
          program,
          step,
          "the calls of a vfork are judged one by one; write a vfork for each of them.");
    }
  }

  private static BadInputException refused(Program program, Step step, String why) {
    return new BadInputException(program.file() + ":" + step.line() + ": in a task " + why);
  }
}

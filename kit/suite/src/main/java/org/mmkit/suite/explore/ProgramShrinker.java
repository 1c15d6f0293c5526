// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.mmkit.suite.program.Arena;
import org.mmkit.suite.program.Arg;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.Env;
import org.mmkit.suite.program.Kind;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;
import org.mmkit.suite.program.TaskProgram;
import org.mmkit.suite.spec.Answer;
import org.mmkit.suite.spec.SpecState;
import org.mmkit.suite.spec.SpecTarget;

/**
 * Makes a failing program smaller: fewer tasks, then fewer calls, then fewer pages, as long as it
 * fails in the same way (delta debugging: Zeller and Hildebrandt, 2002, one piece at a time).
 */
public final class ProgramShrinker {
  /** Ranges up to this size lose one page at a time, larger ones a half, a quarter, an eighth. */
  private static final long SMALL = 1024;

  private final Predicate<Program> stillFails;

  /**
   * A shrinker.
   *
   * @param stillFails whether a program fails with the same code
   */
  public ProgramShrinker(Predicate<Program> stillFails) {
    this.stillFails = stillFails;
  }

  /** The smallest program found; the given one if nothing can be left out. */
  public Program shrink(Program program) {
    Program smallest = program;
    List<Program> candidates = candidates(program);
    int next = 0;
    for (int kept = 0; kept < candidates.size(); ) {
      // From the place of the last success on: what had to stay before it mostly has to stay.
      next %= candidates.size();
      if (worksAndFails(candidates.get(next))) {
        smallest = candidates.get(next);
        candidates = candidates(smallest);
        kept = 0;
      } else {
        next++;
        kept++;
      }
    }
    return smallest;
  }

  private boolean worksAndFails(Program program) {
    return setupWorks(program) && stillFails.test(program);
  }

  /** A failing set-up would only be another failure. */
  private static boolean setupWorks(Program program) {
    SpecState state = SpecState.initial();
    for (Step step : program.setup()) {
      Answer answer = SpecTarget.apply(state, 0, step.call());
      if (answer instanceof Answer.Exact exact && !step.expected().matches(exact.text())) {
        return false;
      }
    }
    return true;
  }

  private static List<Program> candidates(Program program) {
    List<Program> all = new ArrayList<>();
    if (program.tasks().size() > 1) {
      for (int task = program.tasks().size() - 1; task >= 0; task--) {
        all.add(program.with(program.setup(), without(program.tasks(), task), program.after()));
      }
    }
    for (int step = program.after().size() - 1; step >= 0; step--) {
      all.add(program.with(program.setup(), program.tasks(), without(program.after(), step)));
    }
    for (int task = program.tasks().size() - 1; task >= 0; task--) {
      List<Step> steps = program.tasks().get(task).steps();
      for (int step = steps.size() - 1; steps.size() > 1 && step >= 0; step--) {
        all.add(withTask(program, task, without(steps, step)));
      }
    }
    for (int step = program.setup().size() - 1; step >= 0; step--) {
      all.add(program.with(without(program.setup(), step), program.tasks(), program.after()));
    }
    all.addAll(fewerPages(program));
    return all;
  }

  /** Every range that has the largest number of pages gets fewer. */
  private static List<Program> fewerPages(Program program) {
    long largest = program.allSteps().stream().mapToLong(s -> pages(s.call())).max().orElse(0);
    if (largest < 2) {
      return List.of();
    }
    LongStream less =
        largest > SMALL
            ? LongStream.of(largest / 2, largest - largest / 4, largest - largest / 8)
            : LongStream.of(largest - 1);
    return less.mapToObj(pages -> withPages(program, largest, pages)).toList();
  }

  private static Program withPages(Program program, long largest, long pages) {
    List<TaskProgram> tasks =
        program.tasks().stream()
            .map(task -> new TaskProgram(task.name(), withPages(task.steps(), largest, pages)))
            .toList();
    return program.with(
        withPages(program.setup(), largest, pages),
        tasks,
        withPages(program.after(), largest, pages));
  }

  private static List<Step> withPages(List<Step> steps, long largest, long pages) {
    return steps.stream().map(step -> withPages(step, largest, pages)).toList();
  }

  private static Step withPages(Step step, long largest, long pages) {
    if (pages(step.call()) != largest) {
      return step;
    }
    List<Arg> args = new ArrayList<>(step.call().args());
    args.set(lengthAt(step.call()), Arg.number(pages));
    return new Step(new Call(step.call().name(), args), step.expected(), step.line(), step.text());
  }

  /** The length of the range of a call in whole pages, or 0 if it has none to make smaller. */
  private static long pages(Call call) {
    int index = lengthAt(call);
    if (index < 0 || !(call.args().get(index) instanceof Arg.Num number)) {
      return 0;
    }
    if (number.expr().isDynamic()) {
      return 0;
    }
    long bytes = call.pages("n", Env.START);
    return bytes % Arena.PAGE == 0 ? bytes / Arena.PAGE : 0;
  }

  private static int lengthAt(Call call) {
    var params = call.signature().params();
    for (int i = 0; i < params.size(); i++) {
      if (params.get(i).name().equals("n") && params.get(i).kind() == Kind.PAGES) {
        return i;
      }
    }
    return -1;
  }

  private static Program withTask(Program program, int task, List<Step> steps) {
    List<TaskProgram> tasks = new ArrayList<>(program.tasks());
    tasks.set(task, new TaskProgram(tasks.get(task).name(), steps));
    return program.with(program.setup(), tasks, program.after());
  }

  private static <T> List<T> without(List<T> list, int index) {
    List<T> rest = new ArrayList<>(list);
    rest.remove(index);
    return rest;
  }
}

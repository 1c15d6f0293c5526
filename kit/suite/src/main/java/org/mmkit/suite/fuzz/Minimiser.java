// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.mmkit.machine.MachineRule;
import org.mmkit.suite.explore.ProgramShrinker;
import org.mmkit.suite.program.Arena;
import org.mmkit.suite.program.Arg;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.Env;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;

/**
 * Makes a program without tasks small as long as it shows the same: what comes behind the call that
 * showed it goes first, then halves, quarters and so on, then single calls and pages.
 */
final class Minimiser {
  /** Candidates that are tried; of those that show it by never coming to an end, fewer. */
  private static final int TRIES = 2_000;

  private static final int TRIES_ENDLESS = 60;
  private static final List<String> ENDLESS =
      List.of(MachineRule.STEP_LIMIT.code(), MachineRule.LIVELOCK.code());

  private static final long PAGES_MANY = 8;

  private final Predicate<Program> showsIt;
  private int tries;

  /**
   * A minimiser of one finding.
   *
   * @param key what the programs have to show
   */
  Minimiser(String key, Predicate<Program> shows) {
    this.tries = ENDLESS.contains(key) ? TRIES_ENDLESS : TRIES;
    this.showsIt = program -> tries-- > 0 && shows.test(program);
  }

  /**
   * The smallest program found.
   *
   * @param calls how many calls were made when it showed
   */
  Program minimise(Program program, int calls) {
    Program smallest = program;
    Program cut = with(program, program.setup().subList(0, Math.min(calls, size(program))));
    if (showsIt.test(cut)) {
      smallest = cut;
    }
    for (int length = size(smallest) / 2; length > 1; length /= 2) {
      smallest = withoutParts(smallest, length);
    }
    return new ProgramShrinker(this::isPossible).shrink(withShortRanges(smallest));
  }

  /** Halves long ranges, before pages are taken away one by one. */
  private Program withShortRanges(Program program) {
    Program smallest = program;
    for (int i = 0; i < size(program); i++) {
      Program shorter = withHalf(smallest, i);
      while (!shorter.equals(smallest) && isPossible(shorter)) {
        smallest = shorter;
        shorter = withHalf(smallest, i);
      }
    }
    return smallest;
  }

  private static Program withHalf(Program program, int index) {
    List<Step> steps = new ArrayList<>(program.setup());
    Step step = steps.get(index);
    Call call = step.call();
    int length = call.signature().indexOf("n");
    if (length < 0 || CallMaker.isDynamic(call)) {
      return program;
    }
    long pages = Math.abs(call.pages("n", Env.START)) / Arena.PAGE;
    if (pages <= PAGES_MANY) {
      return program;
    }
    List<Arg> args = new ArrayList<>(call.args());
    args.set(length, Arg.number(pages / 2));
    steps.set(index, new Step(new Call(call.name(), args), step.expected(), 1, ""));
    return with(program, steps);
  }

  private Program withoutParts(Program program, int length) {
    Program smallest = program;
    for (int end = size(smallest); end > 0; end -= length) {
      List<Step> steps = new ArrayList<>(smallest.setup());
      steps.subList(Math.max(0, end - length), Math.min(end, steps.size())).clear();
      Program candidate = with(smallest, steps);
      if (!steps.isEmpty() && isPossible(candidate)) {
        smallest = candidate;
      }
    }
    return smallest;
  }

  private boolean isPossible(Program program) {
    return Mutator.isPossible(program) && showsIt.test(program);
  }

  private static int size(Program program) {
    return program.setup().size();
  }

  private static Program with(Program program, List<Step> steps) {
    return program.with(steps, List.of(), List.of());
  }
}

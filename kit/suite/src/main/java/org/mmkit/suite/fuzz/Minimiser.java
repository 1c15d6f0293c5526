// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.mmkit.suite.explore.ProgramShrinker;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;

/**
 * Makes a program without tasks small as long as it shows the same: what comes behind the call that
 * showed it goes first, then halves, quarters and so on, then single calls and pages.
 */
final class Minimiser {
  private final Predicate<Program> showsIt;

  Minimiser(Predicate<Program> showsIt) {
    this.showsIt = showsIt;
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
    return new ProgramShrinker(this::isPossible).shrink(smallest);
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

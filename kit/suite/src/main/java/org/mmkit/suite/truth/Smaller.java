// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mmkit.suite.Progress;
import org.mmkit.suite.host.Unplayable;
import org.mmkit.suite.program.CaseFormatter;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Expected;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;
import org.mmkit.suite.target.NotModelled;

/** Leaves out what a difference does not need: one call after the other, from the last. */
final class Smaller {
  /** Longer results are not written into cases. */
  private static final int RESULT_MAX = 2000;

  private final Witnesses witnesses;
  private final Progress progress;

  Smaller(Witnesses witnesses, Progress progress) {
    this.witnesses = witnesses;
    this.progress = progress;
  }

  /**
   * The smallest program found that shows a difference of the same kind. What a case expects goes
   * by all that is before it: only what is behind it can be left out.
   */
  Compared of(Compared compared, Difference difference) {
    Compared smallest = compared;
    List<Step> steps = compared.program().setup();
    for (int end = steps.size() - 1; end > difference.step(); end--) {
      smallest = without(smallest, end, difference).orElse(smallest);
    }
    boolean smaller = difference.witness() != Difference.Witness.CASE;
    while (smaller) {
      smaller = false;
      for (int step = smallest.program().setup().size() - 1; step >= 0; step--) {
        Optional<Compared> rest = without(smallest, step, difference);
        smaller |= rest.isPresent();
        smallest = rest.orElse(smallest);
      }
    }
    return smallest;
  }

  private Optional<Compared> without(Compared compared, int step, Difference difference) {
    List<Step> rest = new ArrayList<>(compared.program().setup());
    if (step >= rest.size() || rest.size() == 1) {
      return Optional.empty();
    }
    rest.remove(step);
    progress.beginRun(false);
    try {
      Program program = compared.program().with(rest, List.of(), List.of());
      Compared next = witnesses.ask(program);
      return Optional.of(next).filter(one -> one.difference(difference.kind()).isPresent());
    } catch (Unplayable | NotModelled e) {
      return Optional.empty();
    }
  }

  /** The text of the case in which each line expects what the kernel answered. */
  static String text(Compared compared) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < compared.program().setup().size(); i++) {
      Step step = compared.program().setup().get(i);
      String result = compared.kernel().result(i);
      boolean fits = !result.isEmpty() && result.length() <= RESULT_MAX;
      Expected answer = fits ? Expected.exactly(result) : Expected.ANYTHING;
      steps.add(new Step(step.call(), answer, step.line(), step.text()));
    }
    return CaseFormatter.format(compared.program().with(steps, List.of(), List.of()));
  }

  /** The same program as a file with that text would have it, lines counted from there. */
  static Program reread(String file, String text) {
    return CaseParser.parse(file, text).get(0);
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.program.Cases;
import org.mmkit.suite.program.Expected;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;
import org.mmkit.suite.program.Tier;

/** The specification against the kernel's own answers. */
class WitnessTest {

  /** What the specification leaves open in the shipped cases; nothing may be added silently. */
  private static final List<String> OPEN =
      List.of(
          "an address that the kernel takes for an errno",
          "file systems read ahead",
          "fork copies the zero page only beside other pages",
          "moving [vdso]",
          "reservations of huge pages that were given back",
          "the flag ac",
          "the kernel maps pages of files around a fault",
          "the mapping may be split",
          "the size of the process",
          "the size of the process counts as locked",
          "what becomes of [vdso]",
          "what becomes of [vvar]",
          "what lies above the arena",
          "what lies beside a mapping that the kernel placed",
          "what the code file holds",
          "whether a shared huge page is mapped here",
          "whether fork copies the page tables of shared memory",
          "whether the page is mapped here",
          "whether the page of a file is mapped",
          "which pages another process maps too",
          "which pages are still in memory",
          "write protection by userfaultfd");

  @Test
  void theSpecificationAgreesWithTheKernelInEveryHandWrittenCase() {
    assertThat(disagreements(program -> program.tier() != Tier.G)).isEmpty();
  }

  @Test
  void theSpecificationAgreesWithTheKernelInEveryGeneratedProgram() {
    assertThat(disagreements(program -> program.tier() == Tier.G)).isEmpty();
  }

  @Test
  void theSpecificationLeavesNothingElseOpen() {
    TreeSet<String> reasons = new TreeSet<>();
    sequential()
        .flatMap(program -> SpecTarget.run(program).stream())
        .map(SpecTarget.Answered::answer)
        .forEach(answer -> collect(answer, reasons));
    assertThat(reasons).containsExactlyElementsOf(OPEN);
  }

  private static void collect(Answer answer, TreeSet<String> reasons) {
    if (answer instanceof Answer.Unspecified open) {
      reasons.add(open.reason());
    } else if (answer instanceof Answer.Sequence sequence) {
      sequence.parts().forEach(part -> collect(part, reasons));
    }
  }

  private static List<String> disagreements(java.util.function.Predicate<Program> which) {
    List<String> found = new ArrayList<>();
    sequential().filter(which).forEach(program -> disagreement(program).ifPresent(found::add));
    return found;
  }

  private static Stream<Program> sequential() {
    return Cases.shipped().stream().filter(Program::isSequential);
  }

  /**
   * The first result of the kernel that the specification does not allow. Where a case has several,
   * the kernel's own comes first.
   */
  private static Optional<String> disagreement(Program program) {
    Possible possible = new Possible();
    for (Step step : program.setup()) {
      if (!possible.follow(step.call(), kernels(step.expected()))) {
        return Optional.of(
            "%s:%d %s but the specification says %s"
                .formatted(program.file(), step.line(), step.text(), possible.legal(step.call())));
      }
    }
    return Optional.empty();
  }

  private static String kernels(Expected expected) {
    return expected.isAnything() ? expected.text() : expected.alternatives().get(0);
  }
}

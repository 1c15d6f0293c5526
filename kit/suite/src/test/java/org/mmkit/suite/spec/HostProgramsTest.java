// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmkit.suite.program.Cases;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;

/**
 * Programs that ran on the kernel: each result must be one of those that the specification allows.
 */
class HostProgramsTest {

  static Stream<Program> programs() {
    return Cases.load(List.of(Path.of("src/test/resources/org/mmkit/suite/spec/host.cases")))
        .stream();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void allResultsOfTheKernelAreLegal(Program program) {
    List<SpecState> states = List.of(SpecState.initial());
    for (Step step : program.setup()) {
      Set<SpecState> next = new LinkedHashSet<>();
      for (SpecState state : states) {
        for (SpecTarget.Outcome outcome :
            SpecTarget.explain(state, 0, step.call(), step.expected().text())) {
          if (outcome.answer() instanceof Answer.Unspecified) {
            return;
          }
          next.add(outcome.state());
        }
      }
      assertThat(next).as("%s:%d %s", program.id(), step.line(), step.text()).isNotEmpty();
      states = new ArrayList<>(next);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.suite.Defects;
import org.mmkit.suite.program.Cases;
import org.mmkit.suite.program.Program;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

/** A correct strategy is not accused of what the kernel does too. */
class FalseAccusationsTest {
  private static final int SCHEDULES = 150;

  static Stream<Program> programs() {
    Path file = Path.of("src/test/resources/org/mmkit/suite/run/correct.cases");
    return Cases.load(List.of(file)).stream();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void aCorrectStrategyIsNotAccused(Program program) {
    Setup setup = Setup.of(program, Defects.NONE, FiberKind.AUTO);
    Experiment experiment = new Experiment(program, setup, ExclusiveMunmap::new);
    int schedules = program.isSequential() ? 1 : SCHEDULES;
    for (int i = 0; i < schedules; i++) {
      assertThat(experiment.judge(experiment.run(new RandomWalk(1, i))))
          .extracting(broken -> broken.rule().code() + " " + broken.sentence())
          .as("%s, schedule %d", program.id(), i)
          .isEmpty();
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.suite.Defects;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.explore.Exploration;
import org.mmkit.suite.program.Cases;
import org.mmkit.suite.program.Program;

/** A correct strategy is not accused of what the kernel does too. */
class FalseAccusationsTest {
  private static final Path FOLDER = Path.of("src/test/resources/org/mmkit/suite/run");

  private static final List<String> CORRECT =
      List.of("exclusive", "merged-5.8", "pervma-6.4", "gather-6.12");

  private static final int SCHEDULES = 150;

  /** Two preemptions, then all traces, then a few at random. */
  private static final Exploration.Limits EXPLORED = new Exploration.Limits(2, 1_000, 1_000, 100);

  static Stream<Arguments> programs() {
    return pairs("correct.cases");
  }

  static Stream<Arguments> smallPrograms() {
    return pairs("explored.cases");
  }

  private static Stream<Arguments> pairs(String file) {
    return Cases.load(List.of(FOLDER.resolve(file))).stream()
        .flatMap(program -> CORRECT.stream().map(strategy -> Arguments.of(program, strategy)));
  }

  private static Experiment experiment(Program program, String strategy) {
    Setup setup = Setup.of(program, Defects.NONE, FiberKind.AUTO);
    return new Experiment(program, setup, StageRun.shipped(strategy)::newStrategy);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void aCorrectStrategyIsNotAccused(Program program, String strategy) {
    Experiment experiment = experiment(program, strategy);
    int schedules = program.isSequential() ? 1 : SCHEDULES;
    for (int i = 0; i < schedules; i++) {
      assertThat(experiment.judge(experiment.run(new RandomWalk(1, i))))
          .extracting(broken -> broken.rule().code() + " " + broken.sentence())
          .as("%s with %s, schedule %d", program.id(), strategy, i)
          .isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("smallPrograms")
  void norInAnySchedule(Program program, String strategy) {
    Exploration search = new Exploration(experiment(program, strategy), 1, () -> {});
    search.search(EXPLORED);
    assertThat(search.failure()).isNull();
    assertThat(search.discoveries())
        .extracting(found -> found.broken().rule().code() + " " + found.broken().sentence())
        .as("%s with %s", program.id(), strategy)
        .isEmpty();
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.Defects;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;

/**
 * Explored, small random programs accuse no strategy that is right; they meet each of its paths.
 */
class SmallProgramsTest {
  private static final long SEED = 20260;
  private static final int PROGRAMS = 120;

  private static final Exploration.Limits LIMITS = new Exploration.Limits(1, 300, 300, 50);

  @ParameterizedTest
  @ValueSource(strings = {"exclusive", "pervma-6.4", "gather-6.12"})
  void aRightStrategyIsNotAccused(String strategy) {
    for (int number = 0; number < PROGRAMS; number++) {
      Program program = SmallPrograms.of(SEED, number);
      Setup setup = Setup.of(program, Defects.NONE, FiberKind.AUTO);
      Experiment experiment =
          new Experiment(program, setup, StageRun.shipped(strategy)::newStrategy);
      Exploration search = new Exploration(experiment, 1, () -> {});
      search.search(LIMITS);
      assertThat(search.failure()).as(program.id()).isNull();
      assertThat(search.discoveries())
          .extracting(found -> found.broken().rule().code() + " " + found.broken().sentence())
          .as("%s %s", strategy, program)
          .isEmpty();
    }
  }

  @Test
  void eachHasTwoOrThreeTasksOfWhichTheFirstUnmaps() {
    assertThat(LongStream.range(0, 500).mapToObj(number -> SmallPrograms.of(SEED, number)))
        .allSatisfy(
            program -> {
              assertThat(program.tasks()).hasSizeBetween(2, 3);
              String first = program.tasks().get(0).steps().get(0).call().name();
              assertThat(first).isIn("unmap", "map", "remap", "brk", "shmdt");
            });
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.Trace;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.suite.Defects;
import org.mmkit.suite.explore.Scenarios;
import org.mmkit.suite.program.Program;
import org.mmkit.unmap.merged.Merged58;

/** Who compares runs records their steps alone, and sees the same as who records the story. */
class ExperimentStepsTest {
  private static final long SEED = 7;

  @Test
  void stepsAreThoseOfTheStory() {
    Program program = Scenarios.byId("s44-killed").orElseThrow();
    Setup setup = Setup.of(program, Defects.NONE, FiberKind.AUTO);
    Experiment experiment = new Experiment(program, setup, Merged58::new);
    for (int index = 0; index < 20; index++) {
      Trace steps = experiment.steps(new RandomWalk(SEED, index)).machine().trace();
      Trace story = experiment.trace(new RandomWalk(SEED, index)).machine().trace();
      assertThat(lines(steps)).isNotEmpty().isEqualTo(lines(story));
      assertThat(steps.notes()).extracting(Trace.Note::sort).doesNotContain(Trace.Sort.WORK);
      assertThat(story.notes()).extracting(Trace.Note::sort).contains(Trace.Sort.WORK);
    }
  }

  private static List<String> lines(Trace trace) {
    return IntStream.range(0, trace.size()).mapToObj(trace::line).toList();
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Cases;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.target.NotModelled;

/**
 * Programs that ran on the kernel: each result must be one of those that the specification allows,
 * and the one that the model gives.
 */
class HostProgramsTest {
  private static final StageRequest REQUEST =
      new StageRequest(
          JudgeRequest.of("conformance", JudgeRequest.Selection.QUICK, JudgeRequest.Search.DEFAULT),
          StageRun.shipped("exclusive"));

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

  @ParameterizedTest
  @MethodSource("programs")
  void theModelGivesTheResultsOfTheKernel(Program program) {
    assertThat(differences(program)).isEmpty();
  }

  /** The kernel shrinks the heap here; by how much its limit is larger, the model cannot know. */
  @Test
  void theModelSaysWhereTheProcessItselfCounts() {
    CaseParser parser = new CaseParser();
    parser.add("brk", "@brk | brk | P1\nbrk(4)\nprotb(0,2,R)\nrlim('DATA','+0')\nbrk(3) => OK\n");
    Program program = parser.finish().get(0);
    assertThatThrownBy(() -> differences(program)).isInstanceOf(NotModelled.class);
  }

  private static List<Broken> differences(Program program) {
    Experiment run = Experiment.of(program, REQUEST);
    return run.judge(run.run(new RandomWalk(1, 0)));
  }
}

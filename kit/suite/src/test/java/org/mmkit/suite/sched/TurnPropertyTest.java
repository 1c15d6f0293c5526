// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.sched;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.Trace;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.machine.turn.TurnRecorder;
import org.mmkit.machine.turn.TurnReplay;
import org.mmkit.suite.Defects;
import org.mmkit.suite.explore.Scenarios;
import org.mmkit.suite.museum.Museum;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.target.NotModelled;
import org.mmkit.suite.target.Outcome;

/** Any run of any scenario, written to text and read again, is the same run. */
class TurnPropertyTest {
  private static final int WALKS = 4;
  private static final long SEED = 20180809;

  @Test
  void aRunThatWasWrittenDownIsFollowedToTheLastStep() {
    int followed = 0;
    for (Program program : Scenarios.shipped()) {
      for (String strategy : List.of("merged-4.20", "dead-v3")) {
        Experiment run =
            new Experiment(
                program,
                Setup.of(program, Defects.NONE, FiberKind.AUTO),
                Museum.strategy(strategy));
        for (int walk = 0; walk < WALKS; walk++) {
          try {
            check(run, strategy, walk);
            followed++;
          } catch (NotModelled missing) {
            // A scenario may ask for what only a defect brings.
          }
        }
      }
    }
    assertThat(followed).isGreaterThan(100);
  }

  private static void check(Experiment run, String strategy, int walk) {
    String name = run.program().id() + " on " + strategy + ", walk " + walk + ", seed " + SEED;
    TurnRecorder recorder = new TurnRecorder(new RandomWalk(SEED, walk));
    Outcome first = run.trace(recorder);
    SchedFile file = new SchedFile(strategy, List.of(), "", "", run.program(), recorder.turns());
    if (recorder.turns().moves().isEmpty()) {
      return;
    }
    SchedFile read = SchedFile.parse("a.sched", file.text());
    assertThat(read.text()).as(name).isEqualTo(file.text());
    assertThat(read.turns()).as(name).isEqualTo(recorder.turns());
    TurnReplay replay = new TurnReplay(read.turns());
    Outcome second = run.trace(replay);
    assertThat(replay.divergences()).as(name).isEmpty();
    assertThat(lines(second)).as(name).isEqualTo(lines(first));
    assertThat(second.machine().schedule()).as(name).isEqualTo(first.machine().schedule());
    assertThat(second.violations().toString()).as(name).isEqualTo(first.violations().toString());
  }

  private static String lines(Outcome outcome) {
    Trace trace = outcome.machine().trace();
    StringBuilder lines = new StringBuilder();
    for (int step = 0; step < trace.size(); step++) {
      lines.append(trace.line(step)).append('\n');
    }
    return lines.toString();
  }
}

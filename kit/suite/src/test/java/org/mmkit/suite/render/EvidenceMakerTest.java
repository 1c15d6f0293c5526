// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.turn.TurnReplay;
import org.mmkit.suite.Defects;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.museum.Museum;
import org.mmkit.suite.record.Evidence;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.sched.SchedFile;
import org.mmkit.suite.target.Outcome;

/** The evidence of a15: T1 frees a page table that T2 walks. */
class EvidenceMakerTest {
  private SchedFile file;
  private Outcome traced;
  private Broken broken;
  private EvidenceMaker maker;

  @BeforeEach
  void follow() {
    file = SchedFile.parse("a15.sched", DiagramTest.resource("a15.sched"));
    Setup setup = Setup.of(file.program(), Defects.of(file.defects()), FiberKind.AUTO);
    Experiment run = new Experiment(file.program(), setup, Museum.strategy(file.strategy()));
    traced = run.trace(new TurnReplay(file.turns()));
    broken = run.judge(traced, file.code()).orElseThrow();
    maker = new EvidenceMaker(file.program(), traced);
  }

  @Test
  void theTaskThatWalksTheFreedTableIsNotInTheStrategy() {
    assertThat(broken.task()).isEqualTo("T2");
    assertThat(broken.source()).isEmpty();
    assertThat(maker.of(broken, -1).report()).noneMatch(line -> line.contains("strategy at"));
  }

  @Test
  void theStepsThatConflictAreOfTwoTasksAndTheLaterOneShowsIt() {
    Phase phase = Phase.of(file.program(), traced.machine());
    var pair = new Conflict(phase).upTo(broken.stepIn(traced));
    assertThat(pair).hasSize(2);
    assertThat(phase.trace().task(pair.get(0))).isNotEqualTo(phase.trace().task(pair.get(1)));
    assertThat(phase.trace().object(pair.get(0))).isEqualTo(phase.trace().object(pair.get(1)));
    assertThat(pair.get(1)).isEqualTo(broken.stepIn(traced));
    assertThat(maker.of(broken, -1).marks().conflict())
        .containsExactly(phase.shown(pair.get(0)), phase.shown(pair.get(1)));
  }

  @Test
  void nothingIsShownBehindTheStepThatShowsIt() {
    Evidence evidence = maker.of(broken, -1);
    int last =
        evidence.blocks().stream()
            .flatMap(block -> block.deeds().stream())
            .mapToInt(Evidence.Deed::step)
            .max()
            .orElseThrow();
    assertThat(last).isEqualTo(evidence.marks().found());
    assertThat(evidence.marks().noReturn()).isZero();
  }

  @Test
  void aRunInWhichNothingIsWrongHasNoReport() {
    Evidence all = maker.ofAll();
    assertThat(all.report()).isEmpty();
    assertThat(all.marks().found()).isZero();
    assertThat(all.marks().left()).isZero();
  }
}

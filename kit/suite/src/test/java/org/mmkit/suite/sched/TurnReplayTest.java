// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.sched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.turn.TurnReplay;
import org.mmkit.machine.turn.TurnReplay.Divergence;
import org.mmkit.suite.Defects;
import org.mmkit.suite.museum.Museum;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.target.Outcome;
import org.mmkit.unmap.UnmapStrategy;
import student.EditedEarlyUnlock;

/** What a schedule is worth when the strategy has changed since. */
class TurnReplayTest {
  private static final String HEAD =
      """
      mmkit-sched 1
      strategy: a-15
      defects: none
      scenario: mine
      code: MM0311
      found: by hand
      program:
        @mine | mapped again and written while its page table goes | explore
        map(0,1)
        fill(0,1)
        T1: unmap(0,1) => *
        T2: map(0,1) => *
        T2: w(0,'n') => *
      schedule:
      """;

  private static final String RACE =
      """
        T1 runs 14 steps, until before TABLE_WRITE
        T2 runs 24 steps, until it ends
        T1 runs 3 steps, until the run stops
      """;

  private TurnReplay replay;

  private Outcome run(String schedule, Supplier<UnmapStrategy> strategy) {
    SchedFile file = SchedFile.parse("mine.sched", HEAD + schedule);
    replay = new TurnReplay(file.turns());
    Experiment run =
        new Experiment(
            file.program(), Setup.of(file.program(), Defects.NONE, FiberKind.AUTO), strategy);
    return run.trace(replay);
  }

  @Test
  void aScheduleThatNamesLocksIsNotFollowedWhereNobodyKnowsTheirNames() {
    SchedFile file =
        SchedFile.parse(
            "mine.sched",
            HEAD
                + RACE.replace(
                    "14 steps, until before TABLE_WRITE",
                    "4 steps, until before LOCK_WRITE &mm->mmap_sem"));
    Experiment run =
        new Experiment(
            file.program(),
            Setup.of(file.program(), Defects.NONE, FiberKind.AUTO),
            Museum.strategy("a-15"));
    assertThatThrownBy(() -> run.run(new TurnReplay(file.turns())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("trace the run");
  }

  private static List<String> codes(Outcome outcome) {
    return outcome.violations().stream().map(v -> v.rule().code()).toList();
  }

  private Divergence first() {
    return replay.divergences().get(0);
  }

  @Test
  void theStepThatATurnEndsBeforeIsFoundAgainInAStrategyThatTakesMoreSteps() {
    assertThat(codes(run(RACE, Museum.strategy("a-15")))).contains("MM0311");
    assertThat(codes(run(RACE, EditedEarlyUnlock::new))).contains("MM0311");
    assertThat(first().move()).isZero();
    assertThat(first().sentence()).matches("T1 comes there after \\d+ steps");
  }

  @Test
  void aStrategyThatWasRepairedLeavesTheScheduleAndBreaksNothing() {
    assertThat(codes(run(RACE, Museum.strategy("merged-4.20")))).isEmpty();
    assertThat(replay.divergences())
        .containsExactly(
            new Divergence(0, "T1 comes there after 13 steps"),
            new Divergence(1, "T2 waits in LOCK_WRITE &mm->mmap_sem before it comes there"));
  }

  @Test
  void aTaskThatCannotGoOnComesLater() {
    run(
        """
          T1 runs 2 steps, until before TREE_READ
          T2 runs 2 steps, until it waits in LOCK_WRITE &mm->mmap_sem
          T2 runs 3 steps, until before TREE_WRITE
          T1 runs 3 steps, until it ends
        """,
        Museum.strategy("merged-4.20"));
    assertThat(first())
        .isEqualTo(new Divergence(2, "T2 has to wait, so that others run on until it can"));
  }

  @Test
  void aTaskThatNeedNotWaitAnyMoreIsStoppedWhereItWaited() {
    run(
        """
          T2 runs 2 steps, until it waits in LOCK_WRITE &mm->mmap_sem
          T1 runs 19 steps, until it ends
          T2 runs 3 steps, until it ends
        """,
        Museum.strategy("merged-4.20"));
    assertThat(replay.divergences())
        .startsWith(
            new Divergence(0, "T2 does not have to wait in LOCK_WRITE &mm->mmap_sem"),
            new Divergence(1, "T1 waits in LOCK_WRITE &mm->mmap_sem before it comes there"));
  }

  @Test
  void aTaskThatHasEndedOrNeverWasIsPassedOver() {
    Outcome outcome =
        run(
            """
              T1 runs 99 steps, until before LOCK_TRY_READ &mm->mmap_sem
              T1 runs 1 step, until it ends
              T3 runs 1 step, until it ends
              T2 runs 1 step, until it ends
              T2 takes option 1 of 2 at its 1st SIGNAL
            """,
            Museum.strategy("merged-4.20"));
    assertThat(outcome.observations()).allMatch(o -> o.returned());
    assertThat(replay.divergences())
        .extracting(Divergence::move, Divergence::sentence)
        .containsExactly(
            tuple(0, "T1 ends before it comes there"),
            tuple(1, "T1 has ended"),
            tuple(2, "T3 does not exist"),
            tuple(4, "it did not come to \"T2 takes option 1 of 2 at its 1st SIGNAL\""));
  }
}

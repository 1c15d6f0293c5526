// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Schedule;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.machine.policy.Replay;
import org.mmkit.machine.search.SmallProgram;
import org.mmkit.machine.turn.TurnReplay.Divergence;

class TurnsTest {

  private static TurnReplay replay(Turns turns, boolean bySteps) {
    return bySteps ? TurnReplay.bySteps(turns) : new TurnReplay(turns);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aReplayOfTheTurnsOfTheSameProgramIsTheSameRun(boolean bySteps) {
    for (long seed = 0; seed < 150; seed++) {
      SmallProgram program = SmallProgram.random(seed, true);
      TurnRecorder recorder = new TurnRecorder(new RandomWalk(seed, 4 * seed));
      Schedule schedule = program.run(recorder).schedule();
      String outcome = program.outcome();
      TurnReplay replay = replay(recorder.turns(), bySteps);
      assertThat(program.run(replay).schedule())
          .as(seed + " " + program.text())
          .isEqualTo(schedule);
      assertThat(program.outcome()).isEqualTo(outcome);
      assertThat(replay.divergences()).isEmpty();
      assertThat(recorder.schedule()).isEqualTo(schedule);
    }
  }

  @Test
  void recordingDoesNotChangeTheRun() {
    for (long seed = 0; seed < 50; seed++) {
      SmallProgram program = SmallProgram.random(seed, true);
      Schedule alone = program.run(new RandomWalk(seed, seed)).schedule();
      TurnRecorder recorder = new TurnRecorder(new RandomWalk(seed, seed));
      assertThat(program.run(recorder).schedule()).isEqualTo(alone);
      assertThat(program.run(new Replay(recorder.schedule())).schedule()).isEqualTo(alone);
    }
  }

  /** The reader is interrupted between its looks at x and y; then the programs are edited. */
  private static Turns recorded() {
    TurnRecorder recorder = new TurnRecorder(new Replay(Schedule.parse("T0x2 T1x5")));
    SmallProgram program = new SmallProgram("xy", "XYXY");
    program.run(recorder);
    assertThat(program.outcome()).startsWith("a0x0 a1y9804");
    return recorder.turns();
  }

  @Test
  void turnsTellWhichTaskRunsForHowLongAndWhyItStops() {
    Turns turns = recorded();
    assertThat(turns.moves())
        .containsExactly(
            new Move.Turn("a", 1, new Stop.Before(new Point(StepKind.CELL_READ, "", 2))),
            new Move.Turn("b", 4, new Stop.Ends()),
            new Move.Turn("a", 1, new Stop.Ends()));
    assertThat(turns.preemptions()).isEqualTo(1);
    assertThat(turns.options()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "true, .+x.y, a2x9803 a4y9804",
    "false, .+x.y, a2x0 a4y9804",
    "false, xcy, a0x0 a1c0 a2y9804",
    "false, xyy, a0x0 a1y9804 a2y9804",
  })
  void whereStepsWereAddedThePlaceIsFoundByItsStep(boolean bySteps, String reader, String seen) {
    SmallProgram edited = new SmallProgram(reader, "XYXY");
    edited.run(replay(recorded(), bySteps));
    assertThat(edited.outcome()).startsWith(seen);
  }

  @Test
  void aStepThatIsGoneIsADivergenceAndTheRunGoesOn() {
    TurnReplay replay = new TurnReplay(recorded());
    SmallProgram edited = new SmallProgram("x", "XYXY");
    edited.run(replay);
    assertThat(replay.divergences())
        .containsExactly(new Divergence(0, "a ends before it comes there"));
  }

  @Test
  void afterTheLastTurnTheTaskThatRunsGoesOn() {
    Turns turns =
        new Turns(
            List.of(new Move.Turn("b", 1, new Stop.Before(new Point(StepKind.CELL_READ, "", 2)))));
    assertThat(new SmallProgram("xx", "yyy").run(TurnReplay.bySteps(turns)).schedule())
        .hasToString("T1x4");
    assertThat(new SmallProgram("xx", "yyy").run(new TurnReplay(new Turns(List.of()))).schedule())
        .hasToString("T0x3");
  }

  @Test
  void choicesAreKnownByTaskKindAndNumber() {
    SmallProgram program = new SmallProgram("?x?", "?");
    TurnRecorder recorder = new TurnRecorder(new Replay(Schedule.parse("T1 c1 c0 c1")));
    program.run(recorder);
    assertThat(recorder.turns().options())
        .containsExactly(
            new Move.Option("b", 1, 2, ChoiceKind.NEED_RESCHED, 1),
            new Move.Option("a", 1, 2, ChoiceKind.NEED_RESCHED, 2));
    SmallProgram edited = new SmallProgram("..?x?", ".?");
    edited.run(new TurnReplay(recorder.turns()));
    assertThat(edited.outcome()).contains("a2?0", "a4?1", "b1?1");
  }

  @Test
  void movesAreEnglish() {
    assertThat(
            new Turns(
                    List.of(
                        new Move.Option("T1", 1, 2, ChoiceKind.ALLOC_FAILS, 22),
                        new Move.Turn(
                            "T2",
                            1,
                            new Stop.Waits(Optional.of(new Point(StepKind.LOCK_READ, "sem", 3))))))
                .moves())
        .extracting(Move::text)
        .containsExactly(
            "T1 takes option 1 of 2 at its 22nd ALLOC_FAILS",
            "T2 runs 1 step, until it waits in its 3rd LOCK_READ sem");
    assertThat(Stream.of(1, 2, 3, 4, 11, 12, 13, 21, 102, 111).map(Ordinal::text))
        .containsExactly(
            "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "111th");
  }
}

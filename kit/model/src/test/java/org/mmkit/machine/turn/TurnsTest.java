// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Schedule;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.machine.search.SwitchReplay.Match;
import org.mmkit.machine.search.Switches.Stop;
import org.mmkit.machine.search.Switches.Stretch;

class ReplayAfterEditsTest {

  @Test
  void aLenientReplayOfTheSameProgramIsTheSameRun() {
    for (long seed = 0; seed < 100; seed++) {
      SmallProgram program = SmallProgram.random(seed, true);
      Schedule schedule = program.run(new RandomWalk(seed, seed)).schedule();
      String outcome = program.outcome();
      LenientReplay replay = new LenientReplay(schedule);
      assertThat(program.run(replay).schedule()).as(program.text()).isEqualTo(schedule);
      assertThat(program.outcome()).isEqualTo(outcome);
      assertThat(replay.divergence()).isEmpty();
      assertThat(replay.remaining()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Match.class,
      names = {"STEPS", "STOP"})
  void aReplayOfTheSwitchesOfTheSameProgramIsTheSameRun(Match match) {
    for (long seed = 0; seed < 150; seed++) {
      SmallProgram program = SmallProgram.random(seed, true);
      SwitchRecorder recorder = new SwitchRecorder(new RandomWalk(seed, 4 * seed));
      Schedule schedule = program.run(recorder).schedule();
      String outcome = program.outcome();
      SwitchReplay replay = new SwitchReplay(recorder.switches(), match);
      assertThat(program.run(replay).schedule())
          .as(seed + " " + program.text())
          .isEqualTo(schedule);
      assertThat(program.outcome()).isEqualTo(outcome);
      assertThat(replay.drift()).isEmpty();
      assertThat(recorder.schedule()).isEqualTo(schedule);
    }
  }

  @Test
  void recordingDoesNotChangeTheRun() {
    for (long seed = 0; seed < 50; seed++) {
      SmallProgram program = SmallProgram.random(seed, true);
      Schedule alone = program.run(new RandomWalk(seed, seed)).schedule();
      SwitchRecorder recorder = new SwitchRecorder(new RandomWalk(seed, seed));
      assertThat(program.run(recorder).schedule()).isEqualTo(alone);
      assertThat(program.run(new LenientReplay(recorder.schedule())).schedule()).isEqualTo(alone);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "T0x2 T1 T7; 3; task 7; it cannot go on",
        "T0x2 c1; 2; option 1; a task is to be picked",
        "T1x9 T0; 6; task 1; it cannot go on",
      })
  void aReplaySaysWhereItLeftTheScheduleAndGoesOn(
      String schedule, int decision, String wanted, String found) {
    LenientReplay replay = new LenientReplay(Schedule.parse(schedule));
    Machine machine = new SmallProgram("xXxX", "yY.yY", ".").run(replay);
    assertThat(machine.aborting()).isFalse();
    assertThat(replay.divergence()).contains(new LenientReplay.Divergence(decision, wanted, found));
  }

  @Test
  void anOptionThatIsGoneIsADivergence() {
    LenientReplay replay = new LenientReplay(Schedule.parse("c5 T0"));
    new SmallProgram("?x").run(replay);
    assertThat(replay.divergence().orElseThrow().found()).isEqualTo("NEED_RESCHED has 2 options");
    replay = new LenientReplay(Schedule.parse("T0"));
    new SmallProgram("?x").run(replay);
    assertThat(replay.divergence().orElseThrow().found())
        .isEqualTo("an option of NEED_RESCHED is to be chosen");
  }

  @Test
  void aScheduleThatEndsEarlyIsContinuedWithoutPreemptions() {
    LenientReplay replay = new LenientReplay(Schedule.parse("T1x2"));
    SmallProgram program = new SmallProgram("xx", "yyy");
    assertThat(program.run(replay).schedule()).hasToString("T1x4");
    assertThat(replay.divergence()).isEmpty();
  }

  /** The reader is interrupted between its looks at x and y; then the programs are edited. */
  private static Switches recorded() {
    SwitchRecorder recorder = new SwitchRecorder(new LenientReplay(Schedule.parse("T0x2 T1x5 T0")));
    SmallProgram program = new SmallProgram("xy", "XYXY");
    program.run(recorder);
    assertThat(program.outcome()).startsWith("a0x0 a1y9804");
    return recorder.switches();
  }

  @Test
  void switchesTellWhoRunsForHowLongAndWhyItStops() {
    Switches switches = recorded();
    assertThat(switches.stretches())
        .containsExactly(
            new Stretch(0, 1, new Stop(StepKind.CELL_READ, 3, 0, 1)),
            new Stretch(1, 4, null),
            new Stretch(0, 1, null));
    assertThat(switches.preemptions()).isEqualTo(1);
    assertThat(switches.choices()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "STEPS, .+x.y, a2x9803 a4y9804, false",
    "STOP, .+x.y, a2x0 a4y9804, true",
    "KIND, .+x.y, a2x0 a4y9804, true",
    "STOP, xcy, a0x0 a1c0 a2y9804, true",
    "STOP, xyy, a0x0 a1y9804 a2y9804, false",
  })
  void whereStepsWereAddedTheStopIsFoundByWhatItWas(
      Match match, String reader, String seen, boolean drifts) {
    SwitchReplay replay = new SwitchReplay(recorded(), match);
    SmallProgram edited = new SmallProgram(reader, "XYXY");
    edited.run(replay);
    assertThat(edited.outcome()).startsWith(seen);
    assertThat(replay.drift().isPresent()).isEqualTo(drifts);
  }

  @Test
  void aStepThatIsGoneIsADriftAndTheRunGoesOn() {
    SwitchReplay replay = new SwitchReplay(recorded(), Match.STOP);
    SmallProgram edited = new SmallProgram("x", "XYXY");
    edited.run(replay);
    assertThat(replay.drift())
        .contains(
            new SwitchReplay.Drift(
                0,
                "task 0 was to be interrupted before CELL_READ after 1 steps; it could not go on"
                    + " after 1"));
  }

  @Test
  void choicesAreKnownByTaskKindAndNumber() {
    SmallProgram program = new SmallProgram("?x?", "?");
    SwitchRecorder recorder = new SwitchRecorder(new LenientReplay(Schedule.parse("T1 c1 c0 c1")));
    program.run(recorder);
    assertThat(recorder.switches().choices())
        .containsExactly(
            new Switches.Choice(1, ChoiceKind.NEED_RESCHED, 0, 1),
            new Switches.Choice(0, ChoiceKind.NEED_RESCHED, 1, 1));
    SmallProgram edited = new SmallProgram("..?x?", ".?");
    edited.run(new SwitchReplay(recorder.switches(), Match.STOP));
    assertThat(edited.outcome()).contains("a2?0", "a4?1", "b1?1");
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Planted;
import org.mmkit.machine.Schedule;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.machine.policy.Replay;
import org.mmkit.machine.turn.TurnRecorder;
import org.mmkit.machine.turn.TurnReplay;

class ShrinkerTest {

  /** Finds the planted bug of a program. */
  private static Trial planted(Planted bug, boolean fixed) {
    return scheduler -> {
      Machine machine = Programs.run(scheduler, m -> bug.spawn(m, fixed));
      return machine.violations().isEmpty() ? Trial.NOT_FOUND : machine.violations().get(0).step();
    };
  }

  /** Finds an outcome of a small program. */
  private static Trial outcome(SmallProgram program, String... wanted) {
    return scheduler -> {
      Machine machine = program.run(scheduler);
      for (String part : wanted) {
        if (!program.outcome().contains(part)) {
          return Trial.NOT_FOUND;
        }
      }
      return machine.steps();
    };
  }

  private static Schedule firstFailing(Trial trial) {
    for (int index = 0; ; index++) {
      TurnRecorder recorder = new TurnRecorder(new RandomWalk(3, 4 * index));
      if (trial.run(recorder) != Trial.NOT_FOUND) {
        return recorder.schedule();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Planted.class)
  void aPlantedBugIsShrunkToItsDepth(Planted bug) {
    Trial trial = planted(bug, false);
    Schedule schedule = firstFailing(trial);
    Shrunk shrunk = new Shrinker(trial, 30_000).shrink(schedule);
    int expected = bug == Planted.CHANGED_MEANWHILE ? 1 : 2;
    assertThat(shrunk.preemptions()).isEqualTo(expected);
    assertThat(shrunk.turns().preemptions()).isEqualTo(expected);
    assertThat(shrunk.deviations()).isZero();
    assertThat(shrunk.fewest()).isTrue();
    assertThat(shrunk.shortest()).isTrue();
    assertThat(shrunk.runs()).isLessThanOrEqualTo(30_000);
    assertThat(shrunk.steps()).as("the noise is gone").isEqualTo(fewestSteps(bug, expected));
    assertThat(trial.run(new Replay(shrunk.schedule()))).isEqualTo(shrunk.steps());
    assertThat(trial.run(new TurnReplay(shrunk.turns()))).isEqualTo(shrunk.steps());
    assertThat(trial.run(TurnReplay.bySteps(shrunk.turns()))).isEqualTo(shrunk.steps());
    assertThat(new Shrinker(trial, 30_000).shrink(schedule)).isEqualTo(shrunk);
  }

  /** The fewest steps with which any schedule with few preemptions finds a bug. */
  private static long fewestSteps(Planted bug, int preemptions) {
    long fewest = Long.MAX_VALUE;
    BoundedSearch search = new BoundedSearch(preemptions, 0);
    while (search.hasNext()) {
      long steps = planted(bug, false).run(search.next());
      fewest = steps == Trial.NOT_FOUND ? fewest : Math.min(fewest, steps);
    }
    return fewest;
  }

  @Test
  void whatNeedsADeviationKeepsIt() {
    SmallProgram program = new SmallProgram("?x?y", "?XY?");
    Trial trial = outcome(program, "a0?1", "a1x0", "a3y9803");
    Schedule schedule = firstFailing(trial);
    Shrunk shrunk = new Shrinker(trial, 2_000).shrink(schedule);
    assertThat(shrunk.deviations()).isEqualTo(1);
    assertThat(shrunk.preemptions()).isEqualTo(1);
    assertThat(shrunk.turns().options().get(0).task()).isEqualTo("a");
  }

  @Test
  void aBudgetThatIsTooSmallIsToldOf() {
    Trial trial = planted(Planted.TWO_LOOKS, false);
    Schedule schedule = firstFailing(trial);
    Shrunk shrunk = new Shrinker(trial, 5).shrink(schedule);
    assertThat(shrunk.runs()).isEqualTo(5);
    assertThat(shrunk.fewest()).isFalse();
    assertThat(trial.run(new Replay(shrunk.schedule()))).isEqualTo(shrunk.steps());
  }

  @Test
  void aScheduleThatShowsNothingCannotBeShrunk() {
    Trial trial = planted(Planted.TWO_LOOKS, true);
    TurnRecorder recorder = new TurnRecorder(new RandomWalk(3, 0));
    trial.run(recorder);
    Schedule schedule = recorder.schedule();
    assertThatThrownBy(() -> new Shrinker(trial, 10).shrink(schedule))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

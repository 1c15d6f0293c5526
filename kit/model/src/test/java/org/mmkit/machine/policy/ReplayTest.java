// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.MachineOptions;
import org.mmkit.machine.ReplayDivergence;
import org.mmkit.machine.Rig;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.Schedule;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.Task;

class ReplayTest {

  private static Rig rig(String schedule) {
    return new Rig(new Replay(Schedule.parse(schedule)), MachineOptions.defaults());
  }

  private static void twoTasks(Rig rig) {
    for (String name : new String[] {"a", "b"}) {
      rig.task(
          name,
          () -> {
            for (int i = 0; i < 2; i++) {
              rig.work();
              rig.event("steps");
            }
          });
    }
  }

  @Test
  void theScheduleDecidesWhoGoesOn() {
    Rig rig = rig("T1 T0x2 T1x2");
    twoTasks(rig);
    assertThat(rig.run()).isEqualTo(RunEnd.COMPLETED);
    assertThat(rig.events).containsExactly("a steps @0", "b steps @0", "b steps @0", "a steps @0");
    assertThat(rig.machine.schedule()).hasToString("T1 T0x2 T1x2");
  }

  @Test
  void aTaskThatCannotGoOnIsADivergence() {
    Rig rig = rig("T0 T7");
    twoTasks(rig);
    assertThatThrownBy(rig::run)
        .isInstanceOf(ReplayDivergence.class)
        .hasMessage("replay diverged at decision 1: task 7 cannot go on");
    assertThat(rig.machine.aborting()).isTrue();
    assertThat(rig.machine.task(0).ended()).isTrue();
    assertThat(rig.machine.violations()).isEmpty();
  }

  @Test
  void aScheduleThatIsTooShortIsADivergence() {
    Rig rig = rig("T0");
    twoTasks(rig);
    assertThatThrownBy(rig::run)
        .hasMessage(
            "replay diverged at decision 1: a task is to be picked, but the schedule has ended");
  }

  @Test
  void aChoiceInPlaceOfAPickIsADivergence() {
    Rig rig = rig("c1");
    twoTasks(rig);
    assertThatThrownBy(rig::run)
        .hasMessage(
            "replay diverged at decision 0: a task is to be picked, but the schedule has option 1");
  }

  @Test
  void anOptionThatDoesNotExistIsADivergence() {
    Rig rig = rig("c2");
    rig.task("t", () -> rig.machine.choose(ChoiceKind.FRAME_REUSE, 2));
    assertThatThrownBy(rig::run)
        .hasMessage("replay diverged at decision 0: option 2 of FRAME_REUSE, which has 2");
  }

  @Test
  void aStrategyThatCatchesEverythingCannotHideADivergence() {
    Rig rig = rig("");
    rig.task(
        "t",
        () -> {
          try {
            rig.machine.choose(ChoiceKind.FRAME_REUSE, 2);
          } catch (Throwable swallowed) {
            rig.event("swallowed");
          }
        });
    assertThatThrownBy(rig::run).isInstanceOf(ReplayDivergence.class);
    assertThat(rig.events).containsExactly("t swallowed @0");
  }

  @Test
  void aSchedulerThatPicksNonsenseIsNamed() {
    Rig rig =
        new Rig(
            new Scheduler() {
              @Override
              public Task pick(Task[] runnable, int count, Task current) {
                return null;
              }

              @Override
              public int choose(ChoiceKind kind, int options) {
                return options;
              }
            },
            MachineOptions.defaults());
    twoTasks(rig);
    assertThatThrownBy(rig::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the scheduler picked null, which cannot go on");
  }

  @ParameterizedTest
  @MethodSource("org.mmkit.machine.AbortTest#kinds")
  void whatASchedulerThrowsAtATasksEndComesOutOfTheRun(FiberKind kind) {
    Rig rig =
        new Rig(
            new Scheduler() {
              @Override
              public Task pick(Task[] runnable, int count, Task current) {
                if (current == null && count == 1) {
                  throw new AssertionError("a fault in the search");
                }
                return runnable[0];
              }

              @Override
              public int choose(ChoiceKind choice, int options) {
                return 0;
              }
            },
            MachineOptions.defaults().withFibers(kind));
    twoTasks(rig);
    assertThatThrownBy(rig::run)
        .isInstanceOf(AssertionError.class)
        .hasMessage("a fault in the search");
    assertThat(rig.machine.task(1).ended()).isTrue();
  }
}

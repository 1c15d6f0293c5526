// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.Access;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.MachineOptions;
import org.mmkit.machine.Rig;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.Task;
import org.mmkit.machine.WaitQueue;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.mm.MmCost;

class VirtualTimeTest {

  private final Rig rig = new Rig();

  @Test
  void effectsHappenInTheOrderOfTheClocks() {
    for (int t = 0; t < 3; t++) {
      int shift = t;
      rig.task(
          "t" + t,
          () -> {
            for (int i = 0; i < 3; i++) {
              rig.at(10 * i + 3 * shift);
              rig.event("acts");
            }
          });
    }
    assertThat(rig.run()).isEqualTo(RunEnd.COMPLETED);
    assertThat(rig.events)
        .containsExactly(
            "t0 acts @0",
            "t1 acts @3",
            "t2 acts @6",
            "t0 acts @10",
            "t1 acts @13",
            "t2 acts @16",
            "t0 acts @20",
            "t1 acts @23",
            "t2 acts @26");
  }

  @Test
  void tiesGoToTheSmallerId() {
    rig.task(
        "a",
        () -> {
          rig.at(10);
          rig.event("acts");
        });
    rig.task(
        "b",
        () -> {
          rig.at(10);
          rig.event("acts");
        });
    rig.run();
    assertThat(rig.events).containsExactly("a acts @10", "b acts @10");
  }

  @Test
  void workIsChargedByTheProfile() {
    Machine machine =
        new Machine(
            MachineProfile.byName("xeon-e5-2680-2018"),
            new VirtualTime(),
            MachineOptions.defaults());
    Task task =
        machine.spawn(
            "zap",
            0,
            () -> {
              for (int table = 0; table < 40_960; table++) {
                machine.step(StepKind.PTE_WRITE, table, Access.WRITE, MmCost.ZAP_PTE, 512);
              }
            });
    assertThat(machine.run()).isEqualTo(RunEnd.COMPLETED);
    assertThat(task.clockPs() / 1_000_000).as("microseconds for 80 GiB").isEqualTo(2_485_125);
    assertThat(machine.nowPs()).isEqualTo(task.clockPs());
  }

  @Test
  void aTickPassesEveryFourMilliseconds() {
    List<Integer> answers = new ArrayList<>();
    rig.task(
        "t",
        () -> {
          for (long ms = 1; ms <= 10; ms++) {
            rig.at(ms * 1_000_000);
            answers.add(rig.machine.choose(ChoiceKind.NEED_RESCHED, 2));
          }
        });
    rig.run();
    assertThat(answers).containsExactly(0, 0, 0, 1, 0, 0, 0, 1, 0, 0);
  }

  @Test
  void aSleepersTickBeginsWhenItIsWoken() {
    WaitQueue queue = new WaitQueue(rig.machine, "a wake-up");
    List<Integer> answers = new ArrayList<>();
    rig.task(
        "sleeper",
        () -> {
          queue.sleep();
          answers.add(rig.machine.choose(ChoiceKind.NEED_RESCHED, 2));
          rig.at(9_000_003);
          answers.add(rig.machine.choose(ChoiceKind.NEED_RESCHED, 2));
        });
    rig.task(
        "waker",
        () -> {
          rig.at(5_000_000);
          queue.wakeOne();
        });
    rig.run();
    assertThat(answers).containsExactly(0, 1);
  }

  @Test
  void nothingElseOutOfTheOrdinaryHappens() {
    List<Integer> answers = new ArrayList<>();
    rig.task(
        "t",
        () -> {
          rig.at(50_000_000);
          for (ChoiceKind kind : ChoiceKind.values()) {
            if (kind != ChoiceKind.NEED_RESCHED) {
              answers.add(rig.machine.choose(kind, 2));
            }
          }
        });
    rig.run();
    assertThat(answers).hasSize(ChoiceKind.values().length - 1).containsOnly(0);
    assertThat(rig.machine.schedule()).hasToString("c0x3");
  }

  @Test
  void tasksOfALaterRunBeginAtTheLatestClock() {
    rig.task("a", () -> rig.at(100));
    rig.task("b", () -> rig.at(70));
    rig.run();
    rig.task("c", () -> rig.event("begins"));
    rig.run();
    assertThat(rig.events).containsExactly("c begins @100");
  }

  @Test
  void aSpawnedTaskBeginsAtItsSpawnersClock() {
    rig.task(
        "parent",
        () -> {
          rig.at(40);
          rig.task("child", () -> rig.event("begins"));
          rig.at(60);
          rig.event("ends");
        });
    rig.run();
    assertThat(rig.events).containsExactly("child begins @40", "parent ends @60");
  }
}

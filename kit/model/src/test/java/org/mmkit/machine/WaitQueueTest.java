// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mmkit.machine.policy.RandomWalk;

class WaitQueueTest {

  private final Rig rig = new Rig();
  private final WaitQueue queue = new WaitQueue(rig.machine, "an event");

  private void sleeper(String name, long from) {
    rig.task(
        name,
        () -> {
          rig.at(from);
          queue.sleep();
          rig.event("goes on");
        });
  }

  @Test
  void oneWakeUpWakesWhoSleepsLongest() {
    sleeper("a", 20);
    sleeper("b", 10);
    rig.task(
        "waker",
        () -> {
          rig.at(100);
          assertThat(queue.wakeOne()).isTrue();
          rig.at(200);
          assertThat(queue.wakeOne()).isTrue();
          assertThat(queue.wakeOne()).isFalse();
        });
    assertThat(rig.run()).isEqualTo(RunEnd.COMPLETED);
    assertThat(rig.events).containsExactly("b goes on @103", "a goes on @203");
  }

  @Test
  void allAreWokenAtOnce() {
    sleeper("a", 20);
    sleeper("b", 10);
    rig.task(
        "waker",
        () -> {
          rig.at(100);
          assertThat(queue.wakeAll()).isEqualTo(2);
          assertThat(queue.isEmpty()).isTrue();
        });
    assertThat(rig.run()).isEqualTo(RunEnd.COMPLETED);
    assertThat(rig.events).containsExactly("a goes on @103", "b goes on @103");
  }

  @Test
  void noWakeUpIsLostBetweenATestAndTheSleep() {
    for (int index = 0; index < 500; index++) {
      Rig random = new Rig(new RandomWalk(6, index), MachineOptions.defaults());
      WaitQueue event = new WaitQueue(random.machine, "the flag");
      boolean[] flag = new boolean[1];
      random.task(
          "sleeper",
          () -> {
            random.work();
            while (!flag[0]) {
              event.sleep();
            }
          });
      random.task(
          "waker",
          () -> {
            random.work();
            flag[0] = true;
            event.wakeAll();
          });
      assertThat(random.run()).as("walk " + index).isEqualTo(RunEnd.COMPLETED);
    }
  }
}

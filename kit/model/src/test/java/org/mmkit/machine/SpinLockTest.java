// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mmkit.machine.policy.RandomWalk;

class SpinLockTest {

  private final Rig rig = new Rig();

  private void locker(String name, long from, long to) {
    rig.task(
        name,
        () -> {
          rig.at(from);
          rig.spin.lock();
          rig.event("locks");
          assertThat(rig.spin.heldBy(rig.machine.current())).isTrue();
          rig.at(to);
          rig.spin.unlock();
        });
  }

  @Test
  void waitersAreServedInTheOrderOfTheirArrivalAndWithoutAWakeUp() {
    locker("a", 10, 100);
    locker("c", 30, 300);
    locker("b", 20, 200);
    assertThat(rig.run()).isEqualTo(RunEnd.COMPLETED);
    assertThat(rig.events).containsExactly("a locks @10", "b locks @100", "c locks @200");
    assertThat(rig.spin.isLocked()).isFalse();
  }

  @Test
  void aWaiterTakesNoStepsWhileItWaits() {
    locker("a", 10, 1_000_000);
    locker("b", 20, 1_000_001);
    rig.run();
    assertThat(rig.machine.steps()).isEqualTo(8);
  }

  @Test
  void exclusionHoldsOverRandomSchedules() {
    for (int index = 0; index < 500; index++) {
      Rig random = new Rig(new RandomWalk(3, index), MachineOptions.defaults());
      int[] inside = new int[1];
      for (int t = 0; t < 3; t++) {
        random.task(
            "t" + t,
            () -> {
              for (int i = 0; i < 3; i++) {
                random.spin.lock();
                assertThat(inside[0]++).isZero();
                random.work();
                inside[0]--;
                random.spin.unlock();
              }
            });
      }
      assertThat(random.run()).isEqualTo(RunEnd.COMPLETED);
    }
  }

  @Test
  void aSemaphoreExcludesOverRandomSchedules() {
    for (int index = 0; index < 1_000; index++) {
      Rig random = new Rig(new RandomWalk(4, index), MachineOptions.defaults());
      int[] readersAndWriters = new int[2];
      for (int t = 0; t < 4; t++) {
        boolean writes = t % 2 == 0;
        random.task("t" + t, () -> readOrWrite(random, writes, readersAndWriters));
      }
      assertThat(random.run()).as("walk " + index).isEqualTo(RunEnd.COMPLETED);
      assertThat(random.sem.isLocked()).isFalse();
    }
  }

  private static void readOrWrite(Rig rig, boolean writes, int[] inside) {
    if (writes) {
      rig.sem.downWrite();
      assertThat(inside[0]).isZero();
      assertThat(inside[1]++).isZero();
      rig.work();
      inside[1]--;
      rig.sem.downgradeWrite();
    } else {
      rig.sem.downRead();
    }
    inside[0]++;
    assertThat(inside[1]).isZero();
    rig.work();
    inside[0]--;
    rig.sem.upRead();
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.mm.MmCost;

/** How often two busy writers get a semaphore past a reader that queued first. */
class StealingTest {

  private static final int ROUNDS = 4;

  private static int mostOftenPassed(LockPolicy policy, long handoffPs) {
    int most = 0;
    for (int index = 0; index < 3_000; index++) {
      LockOptions locks = LockOptions.defaults().withPolicy(policy).withHandoffPs(handoffPs);
      Rig rig = new Rig(new RandomWalk(3, index), MachineOptions.defaults().withLocks(locks));
      StringBuilder order = new StringBuilder();
      rig.task("w", () -> write(rig, order));
      rig.task("w", () -> write(rig, order));
      rig.task("r", () -> read(rig, order));
      assertThat(rig.run()).isEqualTo(RunEnd.COMPLETED);
      assertThat(rig.machine.violations()).isEmpty();
      int queued = order.indexOf("q");
      most = Math.max(most, queued < 0 ? 0 : order.indexOf("r") - queued - 1);
    }
    return most;
  }

  private static void write(Rig rig, StringBuilder order) {
    for (int i = 0; i < ROUNDS; i++) {
      rig.sem.downWrite();
      order.append(rig.machine.task(2).blocked() && order.indexOf("q") < 0 ? "q" : "");
      order.append(order.indexOf("q") < 0 ? "" : "w");
      rig.machine.charge(MmCost.USER_ACCESS, 5);
      rig.sem.upWrite();
    }
  }

  private static void read(Rig rig, StringBuilder order) {
    rig.sem.downRead();
    order.append('r');
    rig.sem.upRead();
  }

  @Test
  void inTheQueuesOrderOnlyThoseAheadOfTheReaderComeFirst() {
    assertThat(mostOftenPassed(LockPolicy.FIFO, 0)).isEqualTo(2);
  }

  @Test
  void writersGoOnStealingTheLockAsLongAsTheReaderHasNotWaitedLong() {
    assertThat(mostOftenPassed(LockPolicy.STEALING, Long.MAX_VALUE)).isGreaterThan(4);
  }

  @Test
  void aReaderThatHasWaitedLongIsPassedByEachOfThemOnceAtMost() {
    assertThat(mostOftenPassed(LockPolicy.STEALING, Long.MIN_VALUE)).isBetween(2, 4);
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The upgrade that Linux lacks. */
class UpgradeTest {

  private final Rig rig = new Rig();
  private final RwSemaphore sem = rig.sem;

  private void upgrader(String name, long from, long upgrade, long to) {
    rig.task(
        name,
        () -> {
          rig.at(from);
          sem.downRead();
          rig.at(upgrade);
          Upgrade.upgradeRead(sem);
          rig.event("writes");
          rig.at(to);
          sem.upWrite();
        });
  }

  private void reader(String name, long from, long to) {
    rig.task(
        name,
        () -> {
          rig.at(from);
          sem.downRead();
          rig.event("reads");
          rig.at(to);
          sem.upRead();
        });
  }

  private void expect(String... events) {
    assertThat(rig.run()).isEqualTo(RunEnd.COMPLETED);
    assertThat(rig.events).containsExactly(events);
    assertThat(rig.machine.violations()).isEmpty();
    assertThat(sem.isLocked()).isFalse();
  }

  @Test
  void theOnlyReaderBecomesTheWriterAtOnce() {
    upgrader("u", 10, 20, 100);
    reader("r", 30, 200);
    expect("u writes @20", "r reads @103");
  }

  @Test
  void otherReadersFinishFirstAndNoNewOneComesIn() {
    upgrader("u", 10, 20, 100);
    reader("old", 15, 50);
    reader("fresh", 30, 200);
    expect("old reads @15", "u writes @53", "fresh reads @103");
  }

  @Test
  void twoOfThemWaitForEachOther() {
    upgrader("u", 10, 20, 100);
    upgrader("v", 15, 30, 100);
    assertThat(rig.run()).isEqualTo(RunEnd.DEADLOCK);
    assertThat(rig.rules()).containsExactly(MachineRule.DEADLOCK);
  }

  @Test
  void whoHoldsNothingCannotUpgrade() {
    rig.task("u", () -> Upgrade.upgradeRead(sem));
    rig.run();
    assertThat(rig.rules()).containsExactly(MachineRule.BAD_UNLOCK);
  }
}

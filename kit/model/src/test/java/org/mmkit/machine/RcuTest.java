// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import org.junit.jupiter.api.Test;

class RcuTest {
  private final Rig rig = new Rig();
  private final Rcu rcu = new Rcu(rig.machine);

  private void reader(String name, long from, long to) {
    rig.task(
        name,
        () -> {
          rig.at(from);
          rcu.readLock();
          rcu.readLock();
          rig.at(to);
          rcu.readUnlock();
          assertThat(rcu.isReader()).isTrue();
          rcu.readUnlock();
          rig.event("left");
        });
  }

  private void freesAt(long time) {
    rig.task(
        "writer",
        () -> {
          rig.at(time);
          rcu.call(() -> rig.event("frees"));
        });
  }

  @Test
  void withoutReadersItIsFreedAtOnce() {
    reader("early", 0, 10);
    freesAt(20);
    rig.run();
    assertThat(rig.events).containsExactly("early left @10", "writer frees @20");
  }

  @Test
  void theLastReaderThatWasThereFreesItAndLaterOnesDoNotDelayIt() {
    reader("a", 0, 40);
    reader("b", 5, 30);
    freesAt(10);
    reader("late", 20, 90);
    rig.run();
    assertThat(rig.events)
        .containsExactly("b left @30", "a frees @40", "a left @40", "late left @90");
  }

  @Test
  void aReaderMayNotSleepNorReturnToItsProgram() {
    rig.task(
        "t",
        () -> {
          rcu.readLock();
          rig.sem.downRead();
          rig.sem.upRead();
        });
    assertThat(rig.run()).isEqualTo(RunEnd.VIOLATION);
    assertThat(rig.machine.violations())
        .extracting(Violation::rule, Violation::message)
        .containsExactly(
            tuple(
                MachineRule.SLEEP_IN_ATOMIC,
                "task t waits for mmap_sem inside an RCU read-side section"),
            tuple(MachineRule.LOCK_LEFT_HELD, "task t ends inside an RCU read-side section"));
  }

  @Test
  void leavingASectionThatOneIsNotInIsAFinding() {
    rig.task("t", rcu::readUnlock);
    assertThat(rig.run()).isEqualTo(RunEnd.VIOLATION);
    assertThat(rig.rules()).containsExactly(MachineRule.BAD_UNLOCK);
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a lock that others carry out is held to, whatever they do. */
class ProtocolLockTest {
  private final Rig rig = new Rig();
  private final ProtocolLock lock =
      new ProtocolLock(rig.machine, LockClass.of("ranges"), new Careless(), 0, 100);

  /** Lets everybody in at once. */
  private static final class Careless implements ProtocolLock.Protocol {
    @Override
    public int lock(long start, long end, boolean write, boolean killable) {
      return 0;
    }

    @Override
    public boolean tryLock(long start, long end, boolean write) {
      return true;
    }

    @Override
    public void unlock(long start, long end, boolean write) {}

    @Override
    public void downgrade(long start, long end) {}

    @Override
    public boolean isContended() {
      return false;
    }
  }

  private void writer(String name, long start, long end, long from, long to) {
    rig.task(
        name,
        () -> {
          rig.at(from);
          lock.downWrite(start, end);
          rig.at(to);
          lock.upWrite();
        });
  }

  private void reader(String name, long start, long end, long from, long to) {
    rig.task(
        name,
        () -> {
          rig.at(from);
          lock.downRead(start, end);
          rig.at(to);
          lock.upRead();
        });
  }

  private void passes() {
    assertThat(rig.run()).isEqualTo(RunEnd.COMPLETED);
    assertThat(rig.machine.violations()).isEmpty();
    assertThat(lock.isLocked()).isFalse();
  }

  private void convicts(MachineRule rule, String message) {
    assertThat(rig.run()).isEqualTo(RunEnd.VIOLATION);
    assertThat(rig.rules()).containsExactly(rule);
    assertThat(rig.onlyMessage()).isEqualTo(message);
  }

  @Test
  void writersOfRangesApartAndReadersOfOneRangeMayHoldItAtOnce() {
    writer("a", 0, 10, 10, 100);
    writer("b", 10, 20, 20, 90);
    reader("c", 20, 30, 30, 80);
    reader("d", 25, 40, 40, 70);
    passes();
  }

  @Test
  void twoWritersWhoseRangesOverlapAreAFinding() {
    writer("a", 0, 11, 10, 100);
    writer("b", 10, 20, 20, 90);
    convicts(
        MachineRule.EXCLUSION,
        "ranges does not exclude: task b holds a-14 for writing, and task a holds 0-b for"
            + " writing");
  }

  @Test
  void aReaderBesideAWriterIsAFinding() {
    reader("a", 0, 100, 10, 100);
    rig.task(
        "b",
        () -> {
          rig.at(20);
          lock.downWrite(99, 100);
        });
    convicts(
        MachineRule.EXCLUSION,
        "ranges does not exclude: task b holds 63-64 for writing, and task a holds 0-64 for"
            + " reading");
  }

  @Test
  void aDowngradeLetsReadersIn() {
    rig.task(
        "a",
        () -> {
          rig.at(10);
          lock.downWrite(0, 50);
          assertThat(lock.mode(rig.machine.current(), 0, 50)).isEqualTo(LockMode.WRITE);
          assertThat(lock.mode(rig.machine.current(), 40, 60)).isEqualTo(LockMode.READ);
          assertThat(lock.mode(rig.machine.current(), 50, 60)).isEqualTo(LockMode.NONE);
          rig.at(20);
          lock.downgradeWrite();
          assertThat(lock.mode(rig.machine.current())).isEqualTo(LockMode.DOWNGRADED);
          rig.at(100);
          lock.upRead();
        });
    reader("b", 0, 100, 30, 40);
    passes();
    assertThat(rig.machine.lockLog().holds())
        .extracting(LockHold::mode)
        .containsExactly(LockMode.WRITE, LockMode.READ, LockMode.DOWNGRADED);
  }

  @Test
  void aReleaseInTheWrongModeIsAFinding() {
    rig.task(
        "a",
        () -> {
          lock.downRead(0, 16);
          lock.upWrite();
        });
    convicts(
        MachineRule.BAD_UNLOCK,
        "task a releases ranges as if it held it for writing, but it holds it for reading;"
            + " holds: task a holds 0-10 for reading");
  }

  @Test
  void aReleaseByATaskThatHoldsNothingIsAFinding() {
    rig.task("a", lock::upRead);
    convicts(
        MachineRule.BAD_UNLOCK,
        "task a releases ranges as if it held it for reading, but it holds it not at all;"
            + " holds: none");
  }

  @Test
  void onlyAWriterDowngrades() {
    rig.task(
        "a",
        () -> {
          lock.downRead(0, 16);
          lock.downgradeWrite();
        });
    convicts(
        MachineRule.BAD_DOWNGRADE,
        "task a downgrades ranges as if it held it for writing, but it holds it for reading;"
            + " holds: task a holds 0-10 for reading");
  }

  @Test
  void aTaskThatEndsWithARangeIsAFinding() {
    rig.task("a", () -> lock.downRead(0, 16));
    rig.run();
    assertThat(rig.rules()).containsExactly(MachineRule.LOCK_LEFT_HELD);
  }

  @Test
  void aSecondRangeIsAFinding() {
    rig.task(
        "a",
        () -> {
          lock.downRead(0, 16);
          lock.downRead(16, 32);
          lock.upRead();
          lock.upRead();
        });
    rig.run();
    assertThat(rig.rules()).containsExactly(MachineRule.RECURSIVE_LOCKING);
  }

  @Test
  void nobodyWaitsForItUnderASpinLock() {
    rig.task(
        "a",
        () -> {
          rig.spin.lock();
          lock.downRead(0, 16);
          lock.upRead();
          rig.spin.unlock();
        });
    rig.run();
    assertThat(rig.rules()).contains(MachineRule.SLEEP_IN_ATOMIC);
  }
}

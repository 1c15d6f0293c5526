// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A lock that others carry out, and that may leave readers asleep. */
class ForgottenReaderTest {
  private final Rig rig = new Rig();
  private boolean wakesOnDowngrade = true;
  private int wakes = Integer.MAX_VALUE;
  private final ProtocolLock lock =
      new ProtocolLock(rig.machine, LockClass.of("ranges"), new Simple(), 0, 100);

  /** One writer, or readers; whoever is let go of wakes so many, and they look again. */
  private final class Simple implements ProtocolLock.Protocol {
    private final WaitQueue queue = new WaitQueue(rig.machine, "a range");
    private int readers;
    private boolean writer;

    @Override
    public int lock(long start, long end, boolean write, boolean killable) {
      while (!tryLock(start, end, write)) {
        queue.sleep();
      }
      return 0;
    }

    @Override
    public boolean tryLock(long start, long end, boolean write) {
      boolean free = !writer && (!write || readers == 0);
      writer |= free && write;
      readers += free && !write ? 1 : 0;
      return free;
    }

    @Override
    public void unlock(long start, long end, boolean write) {
      writer &= !write;
      readers -= write ? 0 : 1;
      wake();
    }

    @Override
    public void downgrade(long start, long end) {
      writer = false;
      readers++;
      if (wakesOnDowngrade) {
        wake();
      }
    }

    private void wake() {
      for (int i = 0; i < wakes && queue.wakeOne(); i++) {
        // Each is one more that looks again.
      }
    }

    @Override
    public boolean isContended() {
      return !queue.isEmpty();
    }
  }

  private void hold(String name, boolean write, long from, long to) {
    rig.task(
        name,
        () -> {
          rig.at(from);
          if (write) {
            lock.downWrite();
            rig.at(to);
            lock.upWrite();
          } else {
            lock.downRead();
            rig.at(to);
            lock.upRead();
          }
        });
  }

  private void downgrades() {
    rig.task(
        "w",
        () -> {
          lock.downWrite();
          rig.at(20);
          lock.downgradeWrite();
          rig.at(50);
          lock.upRead();
        });
  }

  @Test
  void readersAreWoken() {
    downgrades();
    hold("r", false, 10, 60);
    hold("s", false, 11, 61);
    assertThat(rig.run()).isEqualTo(RunEnd.COMPLETED);
    assertThat(rig.rules()).isEmpty();
  }

  @Test
  void aReaderThatADowngradeLeavesAsleepIsTold() {
    wakesOnDowngrade = false;
    downgrades();
    hold("r", false, 10, 60);
    rig.run();
    assertThat(rig.rules()).containsExactly(MachineRule.READER_KEPT_OUT);
    assertThat(rig.onlyMessage())
        .isEqualTo(
            "task r sleeps until it may read 0-64 of ranges, and was not woken although nobody has"
                + " or wants that for writing");
  }

  @Test
  void aReaderBehindOneThatWasWokenIsTold() {
    wakes = 1;
    hold("w", true, 0, 20);
    hold("r", false, 10, 60);
    hold("s", false, 11, 61);
    rig.run();
    assertThat(rig.rules()).contains(MachineRule.READER_KEPT_OUT);
  }

  @Test
  void aReaderMayWaitForAWriterThatWaits() {
    wakesOnDowngrade = false;
    downgrades();
    hold("x", true, 9, 70);
    hold("r", false, 10, 80);
    rig.run();
    assertThat(rig.rules()).isEmpty();
  }
}

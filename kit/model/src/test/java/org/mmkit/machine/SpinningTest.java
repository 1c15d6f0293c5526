// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.policy.VirtualTime;
import org.mmkit.machine.profile.Basis;
import org.mmkit.machine.profile.Hardware;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.machine.profile.MachineProfile.Figure;

/** What it costs to get a lock from whom: a wake-up takes 100 ns here, and spinning one. */
class SpinningTest {
  private static final int HZ = 250;
  private static final long TICK_NS = 4_000_000;

  private static final MachineProfile PROFILE =
      new MachineProfile(
          "spinning",
          new Hardware(8, 1, HZ),
          "fifo",
          Map.of(
              "USER_ACCESS", new Figure(1_000, Basis.ASSUMED, "one nanosecond"),
              "WAKE_UP", new Figure(100_000, Basis.ASSUMED, "a wake-up"),
              "RWSEM_SPIN", new Figure(1_000, Basis.ASSUMED, "a line moves")));

  private final Rig rig = new Rig(PROFILE, new VirtualTime(), MachineOptions.defaults());

  private void writer(long from) {
    rig.task(
        "writer",
        () -> {
          rig.at(from);
          rig.sem.downWrite();
          rig.event("writes");
          rig.sem.upWrite();
        });
  }

  private void owner(long downgrade, long to) {
    rig.task(
        "owner",
        () -> {
          rig.sem.downWrite();
          rig.at(downgrade);
          if (downgrade < to) {
            rig.sem.downgradeWrite();
            rig.at(to);
            rig.sem.upRead();
          } else {
            rig.sem.upWrite();
          }
        });
  }

  private void expect(String event) {
    assertThat(rig.run()).isEqualTo(RunEnd.COMPLETED);
    assertThat(rig.events).containsExactly(event);
  }

  @Test
  void aWriterSpinsForAWriter() {
    owner(500, 500);
    writer(10);
    expect("writer writes @501");
  }

  @Test
  void aDowngradeSendsItToSleep() {
    owner(400, 500);
    writer(10);
    expect("writer writes @600");
  }

  @Test
  void nobodySpinsForReaders() {
    owner(400, 500);
    writer(450);
    expect("writer writes @600");
  }

  @Test
  void spinningEndsWithTheTick() {
    owner(2 * TICK_NS, 2 * TICK_NS);
    writer(10);
    expect("writer writes @" + (2 * TICK_NS + 100));
  }
}

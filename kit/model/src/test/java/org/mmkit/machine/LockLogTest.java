// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LockLogTest {

  private final Rig rig = new Rig();

  private static List<String> lines(Rig rig) {
    return rig.machine.lockLog().holds().stream()
        .map(
            hold ->
                hold.task().name()
                    + " "
                    + hold.mode()
                    + " waited "
                    + hold.waitedPs() / 1_000
                    + " held "
                    + hold.fromPs() / 1_000
                    + ".."
                    + hold.toPs() / 1_000)
        .toList();
  }

  private void munmapAndFault() {
    rig.task(
        "munmap",
        () -> {
          rig.at(10);
          rig.sem.downWrite();
          rig.at(18);
          rig.sem.downgradeWrite();
          rig.at(500);
          rig.sem.upRead();
        });
    rig.task(
        "fault",
        () -> {
          rig.at(12);
          rig.sem.downRead();
          rig.at(40);
          rig.sem.upRead();
        });
  }

  @Test
  void aDowngradeEndsTheExclusiveHoldAndBeginsTheNext() {
    munmapAndFault();
    assertThat(rig.run()).isEqualTo(RunEnd.COMPLETED);
    assertThat(lines(rig))
        .containsExactly(
            "munmap WRITE waited 0 held 10..18",
            "fault READ waited 9 held 21..40",
            "munmap DOWNGRADED waited 0 held 18..500");
    assertThat(rig.machine.lockLog().holds().get(0).heldPs()).isEqualTo(8_000);
  }

  @Test
  void nothingIsKeptWhileItIsOff() {
    rig.machine.lockLog().enable(false);
    munmapAndFault();
    rig.run();
    assertThat(rig.machine.lockLog().holds()).isEmpty();
  }

  @Test
  void twoReadHoldsOfOneTaskAreKeptApart() {
    rig.task(
        "t",
        () -> {
          rig.sem.downRead();
          rig.at(10);
          rig.sem.downRead();
          rig.at(20);
          rig.sem.upRead();
          rig.at(30);
          rig.sem.upRead();
        });
    rig.run();
    assertThat(lines(rig))
        .containsExactly("t READ waited 0 held 10..20", "t READ waited 0 held 0..30");
  }

  @Test
  void aHolderThatAskedKnowsOfItsWaitersUntilItLetsGo() {
    rig.task(
        "holder",
        () -> {
          rig.sem.downWrite();
          rig.at(10);
          assertThat(rig.sem.isContended()).isFalse();
          rig.at(30);
          assertThat(rig.sem.isContended()).isTrue();
          rig.at(50);
          assertThat(rig.sem.isContended()).isTrue();
          rig.at(100);
          rig.sem.upWrite();
        });
    rig.task(
        "waiter",
        () -> {
          rig.at(20);
          rig.sem.downRead();
          rig.at(900);
          rig.sem.upRead();
        });
    assertThat(rig.run()).isEqualTo(RunEnd.COMPLETED);
    assertThat(rig.machine.lockLog().longestKeptPs()).isEqualTo(70_000);
  }
}

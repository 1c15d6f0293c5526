// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.machine.policy.VirtualTime;
import org.mmkit.machine.profile.Basis;
import org.mmkit.machine.profile.Hardware;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.machine.profile.MachineProfile.Figure;

/** What the semaphores of each version of Linux do, as timetables in nanoseconds. */
class LockPolicyTest {

  private static final MachineProfile PROFILE =
      new MachineProfile(
          "policies",
          new Hardware(512, 1, 250),
          "fifo",
          Map.of(
              "USER_ACCESS", new Figure(1_000, Basis.ASSUMED, "one nanosecond"),
              "WAKE_UP", new Figure(3_000_000, Basis.ASSUMED, "3 us"),
              "RWSEM_SPIN", new Figure(100_000, Basis.ASSUMED, "0.1 us")));

  private Rig rig;

  private void boot(String policy) {
    rig =
        new Rig(
            PROFILE,
            new VirtualTime(),
            MachineOptions.defaults()
                .withMaxTasks(600)
                .withLocks(LockOptions.defaults().withPolicy(LockPolicy.of(policy))));
  }

  private void writer(String name, long from, long to) {
    rig.task(
        name,
        () -> {
          rig.at(from);
          rig.sem.downWrite();
          rig.event("W");
          rig.at(Math.max(to, rig.machine.nowPs() / 1_000));
          rig.sem.upWrite();
        });
  }

  private void reader(String name, long from, long to) {
    rig.task(
        name,
        () -> {
          rig.at(from);
          rig.sem.downRead();
          rig.event("R");
          rig.at(Math.max(to, rig.machine.nowPs() / 1_000));
          rig.sem.upRead();
        });
  }

  /** Writes, and reads from a time on. */
  private void downgrader(String name, long from, long then, long to) {
    rig.task(
        name,
        () -> {
          rig.at(from);
          rig.sem.downWrite();
          rig.event("W");
          rig.at(then);
          rig.sem.downgradeWrite();
          rig.at(to);
          rig.sem.upRead();
        });
  }

  private void run(String... events) {
    assertThat(rig.run()).isEqualTo(RunEnd.COMPLETED);
    assertThat(rig.machine.violations()).isEmpty();
    assertThat(rig.events).containsExactly(events);
  }

  @ParameterizedTest
  @ValueSource(strings = {"4.18", "5.2", "5.11"})
  void aWriterSpinsBehindAWriterHoweverLong(String policy) {
    boot(policy);
    writer("a", 0, 9_000_000);
    writer("b", 1_000, 9_000_200);
    run("a W @0", "b W @9000100");
  }

  @ParameterizedTest
  @CsvSource({"4.18, 8000", "5.2, 5100", "5.11, 5100"})
  void onlySince53AWriterSpinsBehindAReader(String policy, long at) {
    boot(policy);
    reader("a", 0, 5_000);
    writer("b", 1_000, 9_000);
    run("a R @0", "b W @" + at);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5.2", "5.11"})
  void behindAReaderItSpinsForAboutTenMicroseconds(String policy) {
    boot(policy);
    reader("a", 0, 12_000);
    writer("b", 1_000, 20_000);
    run("a R @0", "b W @15000");
  }

  @ParameterizedTest
  @CsvSource({"4.18, 8000", "5.11, 5100"})
  void aWriterThatSpunStopsAtADowngradeIfItMayNotSpinBehindReaders(String policy, long at) {
    boot(policy);
    downgrader("a", 0, 2_000, 5_000);
    writer("b", 1_000, 9_000);
    run("a W @0", "b W @" + at);
  }

  @ParameterizedTest
  @CsvSource({"4.18, 8000", "5.2, 5100", "5.11, 8000"})
  void readersSpinFrom53To510(String policy, long at) {
    boot(policy);
    writer("a", 0, 5_000);
    reader("b", 1_000, 9_000);
    run("a W @0", "b R @" + at);
  }

  @ParameterizedTest
  @ValueSource(strings = {"4.18", "5.2", "5.11"})
  void aWriterStealsTheLockFromASleeperThatWasWoken(String policy) {
    boot(policy);
    reader("a", 0, 20_000);
    writer("b", 1_000, 30_000);
    writer("c", 21_000, 25_000);
    run("a R @0", "c W @21000", "b W @28000");
  }

  @ParameterizedTest
  @CsvSource({"4.18, 33000", "5.11, 21000"})
  void aReaderStealsItSince511(String policy, long at) {
    boot(policy);
    reader("a", 0, 20_000);
    writer("b", 1_000, 30_000);
    reader("c", 21_000, 22_000);
    assertThat(rig.run()).isEqualTo(RunEnd.COMPLETED);
    assertThat(rig.events).contains("c R @" + at);
  }

  @Test
  void aWakeUpLetsInAllReadersButNotMoreThan256() {
    boot("5.11");
    writer("w", 0, 9_000);
    for (int i = 0; i < 300; i++) {
      reader("r", 1_000, 12_500);
    }
    assertThat(rig.run()).isEqualTo(RunEnd.COMPLETED);
    assertThat(rig.machine.violations()).isEmpty();
    assertThat(rig.events.stream().filter("r R @12000"::equals)).hasSize(256);
    assertThat(rig.events).hasSize(301);
  }

  @Test
  void since53AHeadThatHasWaitedForTwoTicksIsNotPassedAnyMore() {
    assertThat(waitBehindStealers("4.18")).isGreaterThan(9_000_000);
    assertThat(waitBehindStealers("5.2")).isBetween(8_000_000L, 8_100_000L);
    assertThat(waitBehindStealers("5.11")).isBetween(8_000_000L, 8_100_000L);
  }

  /** How long a writer waits that went to sleep behind a reader, while two others go on. */
  private long waitBehindStealers(String policy) {
    boot(policy);
    reader("a", 0, 50_000);
    writer("sleeper", 1_000, 0);
    for (int i = 0; i < 2; i++) {
      rig.task("busy", this::writeForTenMilliseconds);
    }
    assertThat(rig.run()).isEqualTo(RunEnd.COMPLETED);
    assertThat(rig.machine.violations()).isEmpty();
    String event =
        rig.events.stream().filter(line -> line.startsWith("sleeper")).findFirst().orElseThrow();
    return Long.parseLong(event.substring(event.indexOf('@') + 1)) - 1_000;
  }

  private void writeForTenMilliseconds() {
    rig.at(51_000);
    while (rig.machine.nowPs() < 10_000_000_000L) {
      rig.sem.downWrite();
      rig.at(rig.machine.nowPs() / 1_000 + 1_000);
      rig.sem.upWrite();
      rig.at(rig.machine.nowPs() / 1_000 + 200);
    }
  }

  @Test
  void nobodySpinsBehindAWriterThatSleeps() {
    boot("4.18");
    WaitQueue queue = new WaitQueue(rig.machine, "a wake-up");
    rig.task(
        "a",
        () -> {
          rig.sem.downWrite();
          rig.at(2_000);
          queue.sleep();
          rig.sem.upWrite();
        });
    writer("b", 1_000, 60_000);
    rig.task(
        "waker",
        () -> {
          rig.at(50_000);
          queue.wakeOne();
        });
    run("b W @56000");
  }

  @Test
  void anUnknownPolicyIsRefused() {
    assertThatThrownBy(() -> LockPolicy.of("6.0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no lock policy \"6.0\"; known are: fifo, stealing, 4.18, 5.2, 5.11");
  }
}

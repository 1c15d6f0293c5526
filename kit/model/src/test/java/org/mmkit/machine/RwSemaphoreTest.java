// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RwSemaphoreTest {

  private final Rig rig = new Rig();
  private final RwSemaphore sem = rig.sem;

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

  private void writer(String name, long from, long to) {
    rig.task(
        name,
        () -> {
          rig.at(from);
          sem.downWrite();
          rig.event("writes");
          rig.at(to);
          sem.upWrite();
        });
  }

  private void downgrader(String name, long from, long downgrade, long to) {
    rig.task(
        name,
        () -> {
          rig.at(from);
          sem.downWrite();
          rig.at(downgrade);
          sem.downgradeWrite();
          rig.event("downgraded");
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
  void readersShareTheLock() {
    reader("a", 10, 100);
    reader("b", 20, 90);
    expect("a reads @10", "b reads @20");
  }

  @Test
  void writersExcludeEachOtherAndAreServedInTheOrderOfTheirArrival() {
    writer("a", 10, 100);
    writer("c", 30, 300);
    writer("b", 20, 200);
    expect("a writes @10", "b writes @103", "c writes @203");
  }

  @Test
  void aNewReaderQueuesBehindAWaitingWriterEvenWhileOthersRead() {
    reader("a", 10, 100);
    writer("w", 20, 200);
    reader("b", 30, 300);
    expect("a reads @10", "w writes @103", "b reads @203");
  }

  @Test
  void aReleaseWakesAllReadersThatLeadTheQueueAndNobodyBehindTheNextWriter() {
    writer("w1", 10, 100);
    reader("a", 20, 200);
    reader("b", 30, 150);
    writer("w2", 40, 300);
    reader("c", 50, 400);
    expect("w1 writes @10", "a reads @103", "b reads @103", "w2 writes @203", "c reads @303");
  }

  @Test
  void aDowngradeWakesTheLeadingReadersOnly() {
    downgrader("d", 10, 100, 500);
    reader("a", 20, 200);
    reader("b", 30, 200);
    writer("w", 40, 600);
    reader("c", 50, 700);
    expect("d downgraded @100", "a reads @103", "b reads @103", "w writes @503", "c reads @603");
  }

  @Test
  void aDowngradeWakesNobodyIfAWriterLeadsTheQueue() {
    downgrader("d", 10, 100, 500);
    writer("w", 20, 600);
    reader("a", 30, 700);
    expect("d downgraded @100", "w writes @503", "a reads @603");
  }

  @Test
  void aReaderThatComesAfterADowngradeGetsTheLockAtOnce() {
    downgrader("d", 10, 100, 500);
    reader("a", 200, 300);
    expect("d downgraded @100", "a reads @200");
  }

  @Test
  void theLockIsHandedOverSoThatNobodyStealsItBeforeTheWaiterRuns() {
    writer("a", 10, 100);
    writer("b", 20, 200);
    writer("thief", 101, 300);
    expect("a writes @10", "b writes @103", "thief writes @203");
  }

  @Test
  void theModeIsToldFromOutside() {
    List<LockMode> modes = new ArrayList<>();
    Task task =
        rig.task(
            "t",
            () -> {
              Task self = rig.machine.current();
              modes.add(sem.mode(self));
              sem.downRead();
              modes.add(sem.mode(self));
              sem.upRead();
              sem.downWrite();
              modes.add(sem.mode(self));
              assertThat(sem.heldWriteBy(self)).isTrue();
              assertThat(sem.heldReadBy(self)).isFalse();
              sem.downgradeWrite();
              modes.add(sem.mode(self));
              assertThat(sem.heldWriteBy(self)).isFalse();
              assertThat(sem.heldReadBy(self)).isTrue();
              sem.upRead();
              modes.add(sem.mode(self));
            });
    assertThat(rig.run()).as(String.valueOf(task.failure())).isEqualTo(RunEnd.COMPLETED);
    assertThat(modes)
        .containsExactly(
            LockMode.NONE, LockMode.READ, LockMode.WRITE, LockMode.DOWNGRADED, LockMode.NONE);
  }

  @Test
  void tryingNeverWaits() {
    writer("w", 10, 100);
    List<Boolean> got = new ArrayList<>();
    rig.task(
        "t",
        () -> {
          rig.at(50);
          got.add(sem.tryDownRead());
          got.add(sem.tryDownWrite());
          rig.at(200);
          got.add(sem.tryDownRead());
          got.add(sem.tryDownWrite());
          sem.upRead();
          got.add(sem.tryDownWrite());
          sem.upWrite();
        });
    expect("w writes @10");
    assertThat(got).containsExactly(false, false, true, false, true);
  }

  @Test
  void contentionIsSeenWhileSomebodyWaits() {
    List<Boolean> contended = new ArrayList<>();
    rig.task(
        "holder",
        () -> {
          sem.downRead();
          contended.add(sem.isContended());
          rig.at(50);
          contended.add(sem.isContended());
          sem.upRead();
        });
    writer("w", 10, 100);
    expect("w writes @53");
    assertThat(contended).containsExactly(false, true);
  }

  @Test
  void outsideARunLocksDoNothingAndAreHeldByWhoeverAsks() {
    sem.downWrite();
    assertThat(sem.isLocked()).isFalse();
    assertThat(sem.heldWriteBy(null)).isTrue();
    assertThat(sem.heldReadBy(null)).isTrue();
    assertThat(sem.mode(null)).isEqualTo(LockMode.NONE);
    sem.upWrite();
    assertThat(rig.machine.violations()).isEmpty();
    assertThat(rig.machine.steps()).isZero();
  }

  @Test
  void aWriterDoesItsLastActWhileItStillHoldsTheLock() {
    rig.sem.onWriterEnd(
        new RwSemaphore.WriterEnd() {
          @Override
          public void release() {
            last("releases");
          }

          @Override
          public void downgrade() {
            last("downgrades");
          }

          private void last(String act) {
            assertThat(rig.sem.heldWriteBy(rig.machine.current())).isTrue();
            rig.event(act);
          }
        });
    rig.task(
        "t",
        () -> {
          rig.sem.downWrite();
          rig.sem.downgradeWrite();
          rig.sem.upRead();
          rig.sem.downWrite();
          rig.sem.upWrite();
        });
    assertThat(rig.run()).isEqualTo(RunEnd.COMPLETED);
    assertThat(rig.events).containsExactly("t downgrades @0", "t releases @0");
  }
}

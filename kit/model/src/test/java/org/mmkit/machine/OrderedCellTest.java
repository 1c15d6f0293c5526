// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.policy.RandomWalk;

/** Litmus tests: which outcomes 2000 random schedules show, and which they never show. */
class OrderedCellTest {

  /** Two cells, and where a reader writes down what it saw. */
  private static final class Litmus {
    final Rig rig;
    final OrderedCell data;
    final OrderedCell flag;
    String seen = "";

    Litmus(long index, boolean weak) {
      MachineOptions strong = MachineOptions.defaults();
      rig = new Rig(new RandomWalk(11, index), weak ? strong.withWeakMemory() : strong);
      data = new OrderedCell(rig.machine, rig.machine.newId(), 0);
      flag = new OrderedCell(rig.machine, rig.machine.newId(), 0);
    }

    void saw(long value) {
      seen += value;
    }
  }

  @SafeVarargs
  private static Set<String> outcomes(boolean weak, Consumer<Litmus>... bodies) {
    Set<String> outcomes = new TreeSet<>();
    for (int index = 0; index < 2_000; index++) {
      Litmus litmus = new Litmus(index, weak);
      for (Consumer<Litmus> body : bodies) {
        litmus.rig.task("t", () -> body.accept(litmus));
      }
      assertThat(litmus.rig.run()).isEqualTo(RunEnd.COMPLETED);
      outcomes.add(litmus.seen);
    }
    return outcomes;
  }

  private static void messagePlain(Litmus litmus) {
    litmus.data.write(1);
    litmus.flag.write(1);
  }

  private static void messageReleased(Litmus litmus) {
    litmus.data.write(1);
    litmus.flag.writeRelease(1);
  }

  private static void readPlain(Litmus litmus) {
    litmus.saw(litmus.flag.read());
    litmus.saw(litmus.data.read());
  }

  private static void readAcquired(Litmus litmus) {
    litmus.saw(litmus.flag.readAcquire());
    litmus.saw(litmus.data.read());
  }

  @Test
  void aMessageWithoutOrderMayArriveBeforeItsContent() {
    assertThat(outcomes(true, OrderedCellTest::messagePlain, OrderedCellTest::readPlain))
        .containsExactly("00", "01", "10", "11");
  }

  @Test
  void aMessageReleasedButNotAcquiredMayArriveBeforeItsContent() {
    assertThat(outcomes(true, OrderedCellTest::messageReleased, OrderedCellTest::readPlain))
        .contains("10");
  }

  @Test
  void aMessageAcquiredButNotReleasedMayArriveBeforeItsContent() {
    assertThat(outcomes(true, OrderedCellTest::messagePlain, OrderedCellTest::readAcquired))
        .contains("10");
  }

  @Test
  void aMessageReleasedAndAcquiredNeverArrivesBeforeItsContent() {
    assertThat(outcomes(true, OrderedCellTest::messageReleased, OrderedCellTest::readAcquired))
        .containsExactly("00", "01", "11");
  }

  @Test
  void withoutWeakMemoryEveryReadSeesTheNewestValue() {
    assertThat(outcomes(false, OrderedCellTest::messagePlain, OrderedCellTest::readPlain))
        .containsExactly("00", "01", "11");
  }

  @Test
  void aReaderNeverGoesBackToAnOlderValue() {
    Set<String> seen =
        outcomes(
            true,
            litmus -> {
              for (int i = 1; i <= 3; i++) {
                litmus.data.write(i);
              }
            },
            litmus -> {
              for (int i = 0; i < 4; i++) {
                litmus.saw(litmus.data.read());
              }
            });
    assertThat(seen).hasSizeGreaterThan(20);
    assertThat(seen).allSatisfy(values -> assertThat(values.chars().boxed().toList()).isSorted());
  }

  @Test
  void aTaskSeesItsOwnStores() {
    assertThat(
            outcomes(
                true,
                litmus -> {
                  litmus.data.write(5);
                  litmus.saw(litmus.data.read());
                }))
        .containsExactly("5");
  }

  private static Set<String> underLocks(
      BiConsumer<Litmus, RwSemaphore> writer, BiConsumer<Litmus, RwSemaphore> reader) {
    return outcomes(
        true,
        litmus -> {
          litmus.rig.sem.downWrite();
          litmus.data.write(1);
          litmus.flag.write(1);
          writer.accept(litmus, litmus.rig.sem);
        },
        litmus -> reader.accept(litmus, litmus.rig.sem));
  }

  private static void readLocked(Litmus litmus, RwSemaphore sem) {
    sem.downRead();
    readPlain(litmus);
    sem.upRead();
  }

  @Test
  void whatIsWrittenUnderALockIsKnownToItsNextHolder() {
    assertThat(underLocks((litmus, sem) -> sem.upWrite(), OrderedCellTest::readLocked))
        .containsExactly("00", "11");
  }

  @Test
  void aDowngradePublishesWhatWasWrittenBeforeAndNotWhatFollows() {
    Set<String> seen =
        underLocks(
            (litmus, sem) -> {
              sem.downgradeWrite();
              litmus.data.write(2);
              sem.upRead();
            },
            OrderedCellTest::readLocked);
    assertThat(seen).containsExactly("00", "11", "12");
    Set<String> after =
        outcomes(
            true,
            litmus -> {
              litmus.rig.sem.downWrite();
              litmus.rig.sem.downgradeWrite();
              litmus.data.write(1);
              litmus.flag.write(1);
              litmus.rig.sem.upRead();
            },
            litmus -> readLocked(litmus, litmus.rig.sem));
    assertThat(after).containsExactly("00", "01", "10", "11");
  }

  @Test
  void aReaderWithoutTheLockMaySeeTheStoresInAnyOrder() {
    assertThat(underLocks((litmus, sem) -> sem.upWrite(), (litmus, sem) -> readPlain(litmus)))
        .containsExactly("00", "01", "10", "11");
  }

  @Test
  void aSpinLockPublishesToo() {
    assertThat(
            outcomes(
                true,
                litmus -> {
                  litmus.rig.spin.lock();
                  messagePlain(litmus);
                  litmus.rig.spin.unlock();
                },
                litmus -> {
                  litmus.rig.spin.lock();
                  readPlain(litmus);
                  litmus.rig.spin.unlock();
                }))
        .containsExactly("00", "11");
  }

  @Test
  void aSpawnedTaskAndAWokenOneKnowWhatWasDoneBefore() {
    assertThat(
            outcomes(
                true,
                litmus -> {
                  messagePlain(litmus);
                  litmus.rig.task("child", () -> readPlain(litmus));
                }))
        .containsExactly("11");
    assertThat(
            outcomes(
                true,
                litmus -> {
                  WaitQueue queue = new WaitQueue(litmus.rig.machine, "the message");
                  litmus.rig.task(
                      "sleeper",
                      () -> {
                        if (litmus.flag.readAcquire() == 0) {
                          queue.sleep();
                          readPlain(litmus);
                        }
                      });
                  messagePlain(litmus);
                  queue.wakeAll();
                }))
        .containsExactly("", "11");
  }

  @Test
  void aLaterRunKnowsAllThatWasDoneInAnEarlierOne() {
    for (int index = 0; index < 200; index++) {
      Litmus litmus = new Litmus(index, true);
      litmus.rig.task("writer", () -> messagePlain(litmus));
      litmus.rig.run();
      litmus.rig.task("reader", () -> readPlain(litmus));
      litmus.rig.run();
      assertThat(litmus.seen).isEqualTo("11");
    }
  }

  @Test
  void readingAndWritingInOneStepLosesNothing() {
    Set<String> seen = new TreeSet<>();
    for (int index = 0; index < 300; index++) {
      Litmus litmus = new Litmus(index, true);
      for (int t = 0; t < 3; t++) {
        litmus.rig.task(
            "t",
            () -> {
              litmus.data.addAndGet(1);
              litmus.data.addAndGet(1);
              if (litmus.flag.compareAndSet(0, 1)) {
                litmus.saw(1);
              }
            });
      }
      litmus.rig.run();
      seen.add(litmus.seen + litmus.data.peek());
    }
    assertThat(seen).containsExactly("16");
  }

  @Test
  void aTaskOfHighNumberReadsAndWritesToo() {
    Litmus litmus = new Litmus(1, true);
    for (int t = 0; t < 20; t++) {
      litmus.rig.task("t" + t, () -> litmus.data.addAndGet(1));
    }
    assertThat(litmus.rig.run()).isEqualTo(RunEnd.COMPLETED);
    assertThat(litmus.data.peek()).isEqualTo(20);
  }
}

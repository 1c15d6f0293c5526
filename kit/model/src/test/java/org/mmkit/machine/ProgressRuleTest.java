// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The rules by which tasks get on are shown to convict a small body and to acquit a correct one.
 */
class ProgressRuleTest extends RuleBodies {

  @Nested
  class Deadlock {
    @Test
    void ofTwoTasksThatHoldWhatTheOtherWantsIsConvicted() {
      Machine machine = rig.machine;
      RwSemaphore a = machine.newSemaphore(LockClass.nestable("a"));
      RwSemaphore b = machine.newSemaphore(LockClass.nestable("a"));
      rig.task("one", () -> both(a, b));
      rig.task("two", () -> both(b, a));
      convicts(
          RunEnd.DEADLOCK,
          MachineRule.DEADLOCK,
          "task two waits for a 0.3, which task one holds; task one waits for a 0.4,"
              + " which task two holds");
    }

    private void both(RwSemaphore first, RwSemaphore second) {
      first.downWrite();
      rig.at(100);
      second.downWrite();
      second.upWrite();
      first.upWrite();
    }

    @Test
    void withOneselfIsConvicted() {
      rig.task(
          "t",
          () -> {
            sem.downWrite();
            sem.downRead();
          });
      convicts(
          RunEnd.DEADLOCK,
          MachineRule.DEADLOCK,
          "task t waits for mmap_sem, which it holds itself");
    }

    @Test
    void ofAReaderThatReadsAgainBehindAWaitingWriterIsConvicted() {
      rig.task(
          "reader",
          () -> {
            sem.downRead();
            rig.at(100);
            sem.downRead();
          });
      rig.task(
          "writer",
          () -> {
            rig.at(50);
            sem.downWrite();
            sem.upWrite();
          });
      convicts(
          RunEnd.DEADLOCK,
          MachineRule.DEADLOCK,
          "task reader waits for mmap_sem, which it holds itself");
    }

    @Test
    void ofASpinLockTakenTwiceIsConvicted() {
      rig.task(
          "t",
          () -> {
            spin.lock();
            spin.lock();
          });
      convicts(
          RunEnd.DEADLOCK, MachineRule.DEADLOCK, "task t waits for ptl 0.1, which it holds itself");
    }

    @Test
    void ofASleeperWhomNobodyWakesIsConvicted() {
      WaitQueue queue = new WaitQueue(rig.machine, "an answer from the monitor");
      rig.task("a", queue::sleep);
      rig.task(
          "b",
          () -> {
            sem.downWrite();
            queue.sleep();
          });
      rig.task(
          "c",
          () -> {
            rig.at(10);
            sem.downRead();
          });
      convicts(
          RunEnd.DEADLOCK,
          MachineRule.DEADLOCK,
          "no task can go on: task a waits for an answer from the monitor; task b waits for"
              + " an answer from the monitor; task c waits for mmap_sem");
    }

    @Test
    void isNotSeenWhereAHolderWillRelease() {
      rig.task(
          "a",
          () -> {
            sem.downWrite();
            rig.at(100);
            sem.upWrite();
          });
      rig.task(
          "b",
          () -> {
            rig.at(10);
            other.downWrite();
            sem.downWrite();
            sem.upWrite();
            other.upWrite();
          });
      acquits();
    }
  }

  @Nested
  class Recursion {
    @Test
    void ofAReaderIsReportedEvenIfNobodyWaits() {
      rig.task(
          "t",
          () -> {
            sem.downRead();
            sem.downRead();
            sem.upRead();
            sem.upRead();
          });
      convicts(
          RunEnd.COMPLETED,
          MachineRule.RECURSIVE_LOCKING,
          "task t takes mmap_sem for reading while it reads already; with a writer waiting in"
              + " between it would wait for ever");
    }

    @Test
    void ofTwoLocksOfAKindIsReportedUnlessTheKindMayNest() {
      RwSemaphore twin = rig.machine.newSemaphore(Rig.SEM);
      SpinLock second = new SpinLock(rig.machine, Rig.PTL, rig.machine.newId());
      rig.task(
          "t",
          () -> {
            spin.lock();
            second.lock();
            second.unlock();
            spin.unlock();
            sem.downRead();
            twin.downRead();
            twin.upRead();
            sem.upRead();
          });
      convicts(
          RunEnd.COMPLETED,
          MachineRule.RECURSIVE_LOCKING,
          "task t takes mmap_sem while it holds another lock of this kind; two tasks that do so"
              + " in opposite order wait for each other");
    }
  }

  @Nested
  class Order {
    private void nest(RwSemaphore outer, RwSemaphore inner) {
      outer.downRead();
      inner.downRead();
      inner.upRead();
      outer.upRead();
    }

    @Test
    void thatIsReversedIsReportedEvenWithoutADeadlock() {
      rig.task(
          "t",
          () -> {
            nest(sem, other);
            nest(other, sem);
          });
      convicts(
          RunEnd.COMPLETED,
          MachineRule.LOCK_ORDER,
          "task t takes mmap_sem while it holds i_mmap_rwsem, but earlier the order was"
              + " mmap_sem before i_mmap_rwsem");
    }

    @Test
    void thatIsReversedByAThirdLockAndAcrossRunsIsReported() {
      RwSemaphore third = rig.machine.newSemaphore(LockClass.of("anon_vma"));
      rig.task("t", () -> nest(sem, other));
      assertThat(rig.run()).isEqualTo(RunEnd.COMPLETED);
      rig.task("u", () -> nest(other, third));
      assertThat(rig.run()).isEqualTo(RunEnd.COMPLETED);
      assertThat(rig.machine.violations()).isEmpty();
      rig.task("v", () -> nest(third, sem));
      convicts(
          RunEnd.COMPLETED,
          MachineRule.LOCK_ORDER,
          "task v takes mmap_sem while it holds anon_vma, but earlier the order was mmap_sem"
              + " before i_mmap_rwsem before anon_vma");
    }

    @Test
    void thatIsKeptIsAcquitted() {
      rig.task(
          "t",
          () -> {
            nest(sem, other);
            nest(sem, other);
          });
      rig.task("u", () -> nest(sem, other));
      acquits();
    }
  }

  @Nested
  class Progress {
    @Test
    void thatIsNotMadeIsALivelock() {
      rig.task(
          "t",
          () -> {
            while (true) {
              sem.downWrite();
              sem.upWrite();
            }
          });
      convicts(
          RunEnd.LIVELOCK,
          MachineRule.LIVELOCK,
          "in the last 1000 visible steps nothing was changed but locks; task t ran last");
    }

    @Test
    void thatIsMadeWithoutEndReachesTheLimit() {
      rig.task(
          "t",
          () -> {
            while (true) {
              rig.work();
            }
          });
      convicts(
          RunEnd.STEP_LIMIT,
          MachineRule.STEP_LIMIT,
          "the run took more than 10000 visible steps; task t ran last");
    }

    @Test
    void thatIsMadeNowAndThenIsAcquitted() {
      rig.task(
          "t",
          () -> {
            for (int i = 0; i < 9_000; i++) {
              if (i % 500 == 0) {
                rig.work();
              } else {
                rig.machine.step(StepKind.PTE_READ, 1, Access.READ);
              }
            }
          });
      acquits();
      assertThat(rig.machine.steps()).isEqualTo(9_000);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each rule of single locks is shown to convict a small body and to acquit a correct one. */
class MachineRuleTest extends RuleBodies {

  @Test
  void codesAreUniqueAndWellFormed() {
    List<MachineRule> rules = Arrays.asList(MachineRule.values());
    assertThat(new HashSet<>(rules.stream().map(Rule::code).toList())).hasSameSizeAs(rules);
    assertThat(rules).allSatisfy(rule -> assertThat(rule.code()).matches("MM01\\d\\d"));
    assertThat(rules).allSatisfy(rule -> assertThat(rule.title()).isNotBlank());
  }

  @Nested
  class Release {
    @Test
    void ofALockThatNobodyHoldsIsConvicted() {
      rig.task("t", sem::upWrite);
      convicts(
          RunEnd.VIOLATION,
          MachineRule.BAD_UNLOCK,
          "task t releases mmap_sem as if it held it for writing, but it holds it not at all;"
              + " holders: nobody");
    }

    @Test
    void ofSomebodyElsesReadLockIsConvicted() {
      rig.task(
          "a",
          () -> {
            sem.downRead();
            rig.at(100);
            sem.upRead();
          });
      rig.task(
          "b",
          () -> {
            rig.at(50);
            sem.upRead();
          });
      convicts(
          RunEnd.VIOLATION,
          MachineRule.BAD_UNLOCK,
          "task b releases mmap_sem as if it held it for reading, but it holds it not at all;"
              + " holders: task a (reading)");
    }

    @Test
    void inTheWrongModeAfterADowngradeIsConvicted() {
      rig.task(
          "t",
          () -> {
            sem.downWrite();
            sem.downgradeWrite();
            sem.upWrite();
          });
      convicts(
          RunEnd.VIOLATION,
          MachineRule.BAD_UNLOCK,
          "task t releases mmap_sem as if it held it for writing, but it holds it after a"
              + " downgrade; holders: task t (reading)");
    }

    @Test
    void ofAWriteLockAsARead() {
      rig.task(
          "t",
          () -> {
            sem.downWrite();
            sem.upRead();
          });
      convicts(
          RunEnd.VIOLATION,
          MachineRule.BAD_UNLOCK,
          "task t releases mmap_sem as if it held it for reading, but it holds it for writing;"
              + " holders: task t (writing)");
    }

    @Test
    void ofAForeignSpinLockIsConvicted() {
      rig.task(
          "a",
          () -> {
            spin.lock();
            rig.at(100);
            spin.unlock();
          });
      rig.task(
          "b",
          () -> {
            rig.at(50);
            spin.unlock();
          });
      convicts(
          RunEnd.VIOLATION, MachineRule.BAD_UNLOCK, "task b unlocks ptl 0.1, which task a holds");
    }

    @Test
    void byTheHolderInItsModeIsAcquitted() {
      rig.task(
          "t",
          () -> {
            sem.downWrite();
            sem.upWrite();
            sem.downWrite();
            sem.downgradeWrite();
            sem.upRead();
            spin.lock();
            spin.unlock();
          });
      acquits();
    }
  }

  @Nested
  class Downgrade {
    @Test
    void ofAReadLockIsConvicted() {
      rig.task(
          "t",
          () -> {
            sem.downRead();
            sem.downgradeWrite();
          });
      convicts(
          RunEnd.VIOLATION,
          MachineRule.BAD_DOWNGRADE,
          "task t downgrades mmap_sem as if it held it for writing, but it holds it for"
              + " reading; holders: task t (reading)");
    }
  }

  @Nested
  class Exclusion {
    @Test
    void isCheckedAtEachGrant() {
      Holders holders = new Holders();
      rig.task(
          "t",
          () -> {
            Task self = rig.machine.current();
            holders.add(self, true);
            holders.add(self, false);
            holders.check(rig.machine, sem);
          });
      convicts(
          RunEnd.VIOLATION,
          MachineRule.EXCLUSION,
          "mmap_sem is held for writing and for reading at once: task t (writing), task t"
              + " (reading)");
    }

    @Test
    void ofTwoDowngradedHoldersIsChecked() {
      Holders holders = new Holders();
      rig.task("a", rig::work);
      rig.task(
          "b",
          () -> {
            holders.add(rig.machine.task(0), true);
            holders.downgrade(rig.machine.task(0));
            holders.add(rig.machine.task(1), true);
            holders.downgrade(rig.machine.task(1));
            holders.check(rig.machine, sem);
          });
      convicts(
          RunEnd.VIOLATION,
          MachineRule.TWO_DOWNGRADED,
          "mmap_sem is held by two tasks that downgraded it: task a (reading), task b"
              + " (reading)");
    }
  }

  @Nested
  class LocksLeftHeld {
    @Test
    void atATasksEndAreConvicted() {
      rig.task("t", sem::downWrite);
      convicts(
          RunEnd.VIOLATION, MachineRule.LOCK_LEFT_HELD, "task t ends and still holds mmap_sem");
    }

    @Test
    void atASystemCallsReturnAreConvicted() {
      rig.task(
          "t",
          () -> {
            sem.downRead();
            other.downRead();
            rig.machine.kernelMode().assertNoLocksHeld();
          });
      convicts(
          RunEnd.VIOLATION,
          MachineRule.LOCK_LEFT_HELD,
          "task t returns to user space and still holds mmap_sem, i_mmap_rwsem");
    }
  }

  @Nested
  class Sleeping {
    @Test
    void forASemaphoreWithASpinLockHeldIsReportedAndGoesOn() {
      rig.task(
          "t",
          () -> {
            spin.lock();
            sem.downRead();
            sem.upRead();
            spin.unlock();
          });
      convicts(
          RunEnd.COMPLETED,
          MachineRule.SLEEP_IN_ATOMIC,
          "task t waits for mmap_sem while it holds ptl 0.1");
    }

    @Test
    void inAWaitQueueWithASpinLockHeldIsReported() {
      WaitQueue queue = new WaitQueue(rig.machine, "an answer");
      rig.task(
          "t",
          () -> {
            spin.lock();
            queue.sleep();
            spin.unlock();
          });
      rig.task(
          "waker",
          () -> {
            rig.at(10);
            queue.wakeAll();
          });
      convicts(
          RunEnd.COMPLETED,
          MachineRule.SLEEP_IN_ATOMIC,
          "task t sleeps for an answer while it holds ptl 0.1");
    }

    @Test
    void withASemaphoreHeldIsAcquittedAndSoIsTryingWithASpinLock() {
      rig.task(
          "t",
          () -> {
            sem.downRead();
            other.downRead();
            other.upRead();
            spin.lock();
            assertThat(other.tryDownRead()).isTrue();
            other.upRead();
            spin.unlock();
            sem.upRead();
          });
      acquits();
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mmkit.machine.bugs.LockBug;
import org.mmkit.machine.policy.RandomWalk;

/** Each bug of a lock breaks its rule in some schedule; without it none is broken in any. */
class LockBugTest {

  private static final int SCHEDULES = 1_000;

  /** A way to use a lock that shows a bug, and the rule that it breaks then. */
  private record Use(MachineRule rule, LockPolicy policy, Consumer<Rig> tasks) {}

  private static final Map<LockBug, Use> USES = new EnumMap<>(LockBug.class);

  static {
    put(LockBug.H_01, MachineRule.HAPPENS_BEFORE, LockBugTest::publishUnderTheLock);
    put(LockBug.H_02, MachineRule.HAPPENS_BEFORE, LockBugTest::publishUnderTheLock);
    put(LockBug.H_03, MachineRule.HAPPENS_BEFORE, LockBugTest::publishUnderTheLock);
    put(LockBug.H_04, MachineRule.READER_KEPT_OUT, LockBugTest::readersBehindADowngrade);
    put(LockBug.H_05, MachineRule.EXCLUSION, LockBugTest::writersBehindADowngrade);
    put(LockBug.H_09, MachineRule.DEADLOCK, LockBugTest::killTheFirstWaiter);
    put(LockBug.H_11, MachineRule.EXCLUSION, LockBugTest::writersBehindADowngrade);
    USES.put(
        LockBug.H_08,
        new Use(MachineRule.BYPASSED, LockPolicy.STEALING, LockBugTest::writersBesideAReader));
  }

  private static void put(LockBug bug, MachineRule rule, Consumer<Rig> tasks) {
    USES.put(bug, new Use(rule, LockPolicy.FIFO, tasks));
  }

  private static void publishUnderTheLock(Rig rig) {
    OrderedCell cell = new OrderedCell(rig.machine, rig.machine.newId(), 0, "the cell");
    rig.task(
        "writer",
        () -> {
          rig.sem.downWrite();
          cell.write(1);
          rig.sem.downgradeWrite();
          rig.work();
          rig.sem.upRead();
        });
    rig.task("reader", () -> reading(rig, cell::read));
  }

  private static void reading(Rig rig, Runnable body) {
    rig.sem.downRead();
    body.run();
    rig.sem.upRead();
  }

  private static void writing(Rig rig) {
    rig.sem.downWrite();
    rig.work();
    rig.sem.upWrite();
  }

  private static void downgrading(Rig rig) {
    rig.sem.downWrite();
    rig.work();
    rig.sem.downgradeWrite();
    rig.work();
    rig.sem.upRead();
  }

  private static void readersBehindADowngrade(Rig rig) {
    rig.task("downgrader", () -> downgrading(rig));
    rig.task("a", () -> reading(rig, rig::work));
    rig.task("b", () -> reading(rig, rig::work));
  }

  private static void writersBehindADowngrade(Rig rig) {
    rig.task("downgrader", () -> downgrading(rig));
    rig.task("reader", () -> reading(rig, rig::work));
    rig.task("writer", () -> writing(rig));
  }

  private static void writersBesideAReader(Rig rig) {
    Runnable threeTimes =
        () -> {
          for (int i = 0; i < 3; i++) {
            rig.at(rig.machine.nowPs() / 1_000 + 10);
            writing(rig);
          }
        };
    rig.task("a", threeTimes);
    rig.task("b", threeTimes);
    rig.task("reader", () -> reading(rig, rig::work));
  }

  private static void killTheFirstWaiter(Rig rig) {
    rig.task("holder", () -> writing(rig));
    Task victim =
        rig.task(
            "victim",
            () -> {
              if (rig.sem.downWriteKillable() == 0) {
                rig.sem.upWrite();
              }
            });
    rig.task("reader", () -> reading(rig, rig::work));
    rig.task(
        "killer",
        () -> {
          rig.work();
          victim.kill();
        });
  }

  private static Set<String> broken(Use use, LockOptions options) {
    LockOptions locks = options.withPolicy(use.policy()).withHandoffPs(1_000);
    Set<String> broken = new TreeSet<>();
    for (int index = 0; index < SCHEDULES; index++) {
      Rig rig =
          new Rig(
              new RandomWalk(7, index),
              MachineOptions.defaults().withWeakMemory().withLocks(locks));
      use.tasks().accept(rig);
      rig.run();
      rig.rules().forEach(rule -> broken.add(rule.id()));
    }
    return broken;
  }

  @ParameterizedTest
  @EnumSource
  void breaksItsRule(LockBug bug) {
    Use use = USES.get(bug);
    assertThat(broken(use, LockOptions.defaults().withSemaphores(bug.semaphores())))
        .contains(use.rule().id());
  }

  @ParameterizedTest
  @EnumSource
  void withoutItNoRuleIsBroken(LockBug bug) {
    assertThat(broken(USES.get(bug), LockOptions.defaults())).isEmpty();
  }

  @Test
  void isFoundByItsIdInTheCorpus() {
    assertThat(LockBug.of("H-04")).contains(LockBug.H_04);
    assertThat(LockBug.of("H-10")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aSemaphoreWithABugMayMakeADifferenceToWhoWaits(LockBug bug) {
    LockOptions locks = LockOptions.defaults().withSemaphores(bug.semaphores());
    assertThat(neutral(LockOptions.defaults())).isTrue();
    assertThat(neutral(locks)).isFalse();
    assertThat(neutral(LockOptions.defaults().withPolicy(LockPolicy.STEALING))).isFalse();
  }

  private static boolean neutral(LockOptions locks) {
    MachineOptions options = MachineOptions.defaults().withLocks(locks);
    return new Rig(new RandomWalk(1, 1), options).machine.options().waitsAreNeutral();
  }

  /** The kernel's own checker once judged a downgrade by what it had stopped to keep track of. */
  @Test
  void aDowngradeAfterAReportIsJudgedByWhoHoldsTheLock() {
    Rig rig = new Rig();
    rig.task(
        "t",
        () -> {
          reading(rig, () -> reading(rig, rig::work));
          downgrading(rig);
        });
    assertThat(rig.run()).isEqualTo(RunEnd.COMPLETED);
    assertThat(rig.rules()).containsExactly(MachineRule.RECURSIVE_LOCKING);
  }
}

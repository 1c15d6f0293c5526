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
import org.mmkit.machine.policy.RandomWalk;

/** Each defect of a lock breaks its rule in some schedule; without it none is broken in any. */
class LockDefectTest {

  private static final int SCHEDULES = 1_000;

  /** A way to use a lock that shows a defect, and the rule that it breaks then. */
  private record Use(MachineRule rule, LockPolicy policy, Consumer<Rig> tasks) {}

  private static final Map<LockDefect, Use> USES = new EnumMap<>(LockDefect.class);

  static {
    put(LockDefect.H_01, MachineRule.HAPPENS_BEFORE, LockDefectTest::publishUnderTheLock);
    put(LockDefect.H_02, MachineRule.HAPPENS_BEFORE, LockDefectTest::publishUnderTheLock);
    put(LockDefect.H_03, MachineRule.HAPPENS_BEFORE, LockDefectTest::publishUnderTheLock);
    put(LockDefect.H_04, MachineRule.READER_KEPT_OUT, LockDefectTest::readersBehindADowngrade);
    put(LockDefect.H_05, MachineRule.EXCLUSION, LockDefectTest::writersBehindADowngrade);
    put(LockDefect.H_09, MachineRule.DEADLOCK, LockDefectTest::killTheFirstWaiter);
    put(LockDefect.H_11, MachineRule.EXCLUSION, LockDefectTest::writersBehindADowngrade);
    USES.put(
        LockDefect.H_08,
        new Use(MachineRule.BYPASSED, LockPolicy.STEALING, LockDefectTest::writersBesideAReader));
  }

  private static void put(LockDefect defect, MachineRule rule, Consumer<Rig> tasks) {
    USES.put(defect, new Use(rule, LockPolicy.FIFO, tasks));
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

  private static Set<String> broken(Use use, Set<LockDefect> defects) {
    LockOptions locks =
        LockOptions.defaults().withPolicy(use.policy()).withHandoffPs(1_000).withDefects(defects);
    Set<String> broken = new TreeSet<>();
    for (int index = 0; index < SCHEDULES; index++) {
      Rig rig =
          new Rig(
              new RandomWalk(7, index),
              MachineOptions.defaults().withWeakMemory(true).withLocks(locks));
      use.tasks().accept(rig);
      rig.run();
      rig.rules().forEach(rule -> broken.add(rule.id()));
    }
    return broken;
  }

  @ParameterizedTest
  @EnumSource
  void breaksItsRule(LockDefect defect) {
    Use use = USES.get(defect);
    assertThat(broken(use, Set.of(defect))).contains(use.rule().id());
  }

  @ParameterizedTest
  @EnumSource
  void withoutItNoRuleIsBroken(LockDefect defect) {
    assertThat(broken(USES.get(defect), Set.of())).isEmpty();
  }

  @Test
  void isFoundByItsIdInTheCorpus() {
    assertThat(LockDefect.of("H-04")).contains(LockDefect.H_04);
    assertThat(LockDefect.of("H-10")).isEmpty();
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

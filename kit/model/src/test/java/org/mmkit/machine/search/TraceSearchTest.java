// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.machine.FiberChoice;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Planted;
import org.mmkit.machine.ReplayDivergence;

/** Searches of different kinds agree on how many traces a program has, and on what can come out. */
class TraceSearchTest {

  /** Runs of a random program that all searches must finish with, or it is passed over. */
  private static final int RUNS_MAX = 2_000;

  private static final int PROGRAMS =
      FiberChoice.of(FiberKind.AUTO).kind() == FiberKind.CONTINUATION ? 25 : 8;

  /** What a search has found. */
  private record Found(SearchProgress progress, Set<String> outcomes) {

    long complete() {
      return progress.executions() - progress.redundant();
    }
  }

  private static Found sweep(SmallProgram program, Search search) {
    Set<String> outcomes = new TreeSet<>();
    for (int run = 0; run < RUNS_MAX * 20 && search.hasNext(); run++) {
      program.run(search.next());
      outcomes.add(program.outcome());
    }
    return new Found(search.progress(), outcomes);
  }

  private static Found naive(SmallProgram program, LockOrder order) {
    return sweep(program, new BoundedSearch(BoundedSearch.UNBOUNDED, 9, order));
  }

  @ParameterizedTest
  @CsvSource({
    "X X, 2, 2",
    "x x, 1, 1",
    "x X, 2, 2",
    "xX Xy yY, 6, 6",
    "++ ++ +, 1, 1",
    "+ + c, 4, 4",
    "X?x X?, 12, 12",
    "WXu Wxu, 2, 4",
    "Rxu Rxu, 1, 1",
    "LXl LXl Lxl, 6, 30",
    "WDyu RYu, 3, 6",
    "pX xP, 2, 2",
    "Wxu r, 3, 4",
    "Wu q, 3, 3",
    ".h .H, 2, 2",
    ".h .h, 1, 1",
    ".j .j, 1, 1",
    ".j .h, 2, 2",
    "xhX XHx, 5, 5",
    "WHu Whu, 2, 4",
    "Wu.H .h, 2, 2"
  })
  void theThreeSearchesFindTheTracesThereAre(String text, int grants, int requests) {
    SmallProgram program = new SmallProgram(text.split(" "));
    for (LockOrder order : LockOrder.values()) {
      int expected = order == LockOrder.GRANTS ? grants : requests;
      Found naive = naive(program, order);
      Found sleep = sweep(program, new SleepSetSearch(9, order));
      Found dpor = sweep(program, new SourceDpor(9, order));
      for (Found found : new Found[] {naive, sleep, dpor}) {
        assertThat(found.progress().everything()).isTrue();
        assertThat(found.progress().traces()).as(text + " by " + order).isEqualTo(expected);
        assertThat(found.outcomes()).isEqualTo(naive.outcomes());
      }
      assertThat(sleep.complete()).isEqualTo(expected);
      assertThat(dpor.complete()).isEqualTo(expected);
    }
  }

  @Test
  void manyChoicesMayLieBetweenTheStepsOfTwoTasks() {
    SmallProgram program = new SmallProgram("X" + "?".repeat(70), "x");
    Found dpor = sweep(program, new SourceDpor(0));
    assertThat(dpor.complete()).isEqualTo(2);
    Found all = sweep(program, new BoundedSearch(BoundedSearch.UNBOUNDED, 0));
    assertThat(dpor.outcomes()).isEqualTo(all.outcomes());
  }

  @ParameterizedTest
  @EnumSource(LockOrder.class)
  void theyAgreeOnRandomProgramsOfLocksCellsCountersAndChoices(LockOrder order) {
    int programs = 0;
    for (long seed = 0; programs < PROGRAMS; seed++) {
      SmallProgram program = SmallProgram.random(seed, false);
      programs += agree("seed " + seed + ": " + program.text(), program, order, true) ? 1 : 0;
    }
  }

  @Test
  void theyAgreeOnRandomProgramsWithAttemptsLooksAndSignals() {
    int programs = 0;
    for (long seed = 0; programs < PROGRAMS; seed++) {
      SmallProgram program = SmallProgram.random(seed, true);
      programs +=
          agree("seed " + seed + ": " + program.text(), program, LockOrder.REQUESTS, true) ? 1 : 0;
    }
  }

  @Test
  void grantsAloneLoseNoOutcomeOfSuchPrograms() {
    int programs = 0;
    for (long seed = 1_000; programs < PROGRAMS; seed++) {
      SmallProgram program = SmallProgram.random(seed, true);
      programs +=
          agree("seed " + seed + ": " + program.text(), program, LockOrder.GRANTS, false) ? 1 : 0;
    }
  }

  /** Returns false, without a word, if the program is too large. */
  private static boolean agree(
      String what, SmallProgram program, LockOrder order, boolean sameTraces) {
    Found naive = null;
    BoundedSearch all = new BoundedSearch(BoundedSearch.UNBOUNDED, 1, order);
    Set<String> outcomes = new TreeSet<>();
    for (int run = 0; all.hasNext(); run++) {
      if (run == RUNS_MAX) {
        return false;
      }
      program.run(all.next());
      outcomes.add(program.outcome());
    }
    naive = new Found(all.progress(), outcomes);
    Found sleep = sweep(program, new SleepSetSearch(1, order));
    Found dpor = sweep(program, new SourceDpor(1, order));
    assertThat(sleep.progress().exhausted()).isTrue();
    assertThat(dpor.progress().exhausted()).isTrue();
    assertThat(dpor.outcomes()).as(what).isEqualTo(naive.outcomes());
    assertThat(sleep.outcomes()).as(what).isEqualTo(naive.outcomes());
    assertThat(dpor.progress().traces()).as(what).isEqualTo(sleep.progress().traces());
    assertThat(sleep.complete()).as(what).isEqualTo(sleep.progress().traces());
    if (sameTraces) {
      assertThat(dpor.progress().traces()).as(what).isEqualTo(naive.progress().traces());
    }
    return true;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"WLlu LWul", "xWLlu LWul", "RLlu LRul", "RRuu Wu xX", "RxRuu WXu xW", "xu yxX"})
  void noOutcomeOfProgramsThatBreakOffIsMissed(String text) {
    SmallProgram program = new SmallProgram(text.split(" "));
    for (LockOrder order : LockOrder.values()) {
      Found naive = naive(program, order);
      Found sleep = sweep(program, new SleepSetSearch(0, order));
      Found dpor = sweep(program, new SourceDpor(0, order));
      assertThat(naive.progress().everything()).isTrue();
      assertThat(dpor.outcomes()).as(text + " by " + order).isEqualTo(naive.outcomes());
      assertThat(sleep.outcomes()).isEqualTo(naive.outcomes());
      assertThat(dpor.progress().traces()).isEqualTo(sleep.progress().traces());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "WXDLylu RLXlu LYlLxl, 1",
    "WXuRyuLXl RxuWYu c+LYlc, 1",
  })
  void theyAgreeWhereAllSchedulesAreTooMany(String text, int deviations) {
    SmallProgram program = new SmallProgram(text.split(" "));
    Found sleep = sweep(program, new SleepSetSearch(deviations));
    Found dpor = sweep(program, new SourceDpor(deviations));
    assertThat(sleep.progress().exhausted()).isTrue();
    assertThat(dpor.progress().exhausted()).isTrue();
    assertThat(dpor.progress().traces()).isEqualTo(sleep.progress().traces());
    assertThat(dpor.outcomes()).isEqualTo(sleep.outcomes());
    assertThat(dpor.progress().executions()).isLessThan(sleep.progress().executions() / 2);
  }

  @Test
  void deviationsBoundTheTracesThatAreTried() {
    SmallProgram program = new SmallProgram("?x?", "X?");
    for (int deviations = 0; deviations < 4; deviations++) {
      Found naive = sweep(program, new BoundedSearch(BoundedSearch.UNBOUNDED, deviations));
      Found dpor = sweep(program, new SourceDpor(deviations));
      assertThat(dpor.progress().traces()).isEqualTo(naive.progress().traces());
      assertThat(dpor.progress().everything()).isEqualTo(deviations == 3);
      assertThat(naive.progress().everything()).isEqualTo(deviations == 3);
    }
  }

  @ParameterizedTest
  @EnumSource(Planted.class)
  void aPlantedBugIsFoundAndItsFixedTwinAcquitted(Planted bug) {
    assertThat(finds(new SourceDpor(0), bug, false)).isTrue();
    assertThat(finds(new SourceDpor(0), bug, true)).isFalse();
    assertThat(finds(new SleepSetSearch(0), bug, false)).isTrue();
  }

  private static boolean finds(Search search, Planted bug, boolean fixed) {
    while (search.hasNext()) {
      if (!Programs.run(search.next(), m -> bug.spawn(m, fixed)).violations().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  @Test
  void aProgramThatChangesBetweenRunsIsToldSo() {
    SourceDpor search = new SourceDpor(0);
    assertThatThrownBy(
            () -> {
              for (int run = 0; search.hasNext(); run++) {
                new SmallProgram(run == 0 ? "xX" : "x", "XxX").run(search.next());
              }
            })
        .isInstanceOf(ReplayDivergence.class);
  }

  @Test
  void theOrderOfTheSchedulesIsTheSameOnThreads() {
    SmallProgram program = new SmallProgram("WXDyu", "Rxu", "?Y");
    SourceDpor one = new SourceDpor(1);
    SourceDpor other = new SourceDpor(1);
    while (one.hasNext()) {
      assertThat(other.hasNext()).isTrue();
      Machine machine = program.run(one.next());
      assertThat(program.run(other.next(), FiberKind.THREAD).schedule())
          .isEqualTo(machine.schedule());
    }
    assertThat(other.progress()).isEqualTo(one.progress());
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Planted;
import org.mmkit.machine.ReplayDivergence;
import org.mmkit.machine.search.SearchProgress.Level;

class BoundedSearchTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x X",
        "xX Yx",
        "X?x X?",
        "WXu Wxu",
        "LXl xy +",
        "pX xP",
        "WDu RYu",
        "W?u r",
        "? ?? x",
        "x"
      })
  void eachLevelHasTheSchedulesThatABruteForceCounts(String text) {
    SmallProgram program = new SmallProgram(text.split(" "));
    for (int deviations = 0; deviations < 3; deviations++) {
      List<Integer> expected = bruteForce(program, deviations);
      BoundedSearch search = new BoundedSearch(expected.size() + 3, deviations);
      Set<String> schedules = sweep(program, search);
      SearchProgress progress = search.progress();
      assertThat(progress.levels().stream().map(level -> (int) level.schedules()))
          .as(text + " with " + deviations)
          .isEqualTo(expected);
      assertThat(progress.executions()).isEqualTo(schedules.size());
      assertThat(progress.exhausted()).isTrue();
      boolean more = text.contains("?") && deviations < text.chars().filter(c -> c == '?').count();
      assertThat(progress.everything()).isEqualTo(!more);
    }
  }

  /** By number of preemptions, how many schedules there are. */
  private static List<Integer> bruteForce(SmallProgram program, int deviations) {
    List<Integer> counts = new ArrayList<>();
    Odometer odometer = new Odometer();
    do {
      program.run(odometer);
      while (counts.size() <= odometer.preemptions) {
        counts.add(0);
      }
      if (odometer.deviations <= deviations) {
        counts.set(odometer.preemptions, counts.get(odometer.preemptions) + 1);
      }
    } while (odometer.advance());
    while (counts.get(counts.size() - 1) == 0) {
      counts.remove(counts.size() - 1);
    }
    return counts;
  }

  private static Set<String> sweep(SmallProgram program, Search search) {
    Set<String> schedules = new HashSet<>();
    while (search.hasNext()) {
      schedules.add(program.run(search.next()).schedule().toString());
    }
    return schedules;
  }

  @Test
  void whatIsBeyondTheBoundIsNotCalledTried() {
    SmallProgram program = new SmallProgram("xX", "Xx", "y");
    BoundedSearch search = new BoundedSearch(1, 0);
    assertThat(search.progress().preemptionsExhausted()).isEqualTo(-1);
    sweep(program, search);
    SearchProgress progress = search.progress();
    assertThat(progress.exhausted()).isTrue();
    assertThat(progress.everything()).as("two preemptions are left").isFalse();
    assertThat(progress.preemptionsExhausted()).isEqualTo(1);
    assertThat(progress.levels().get(0)).isEqualTo(new Level(6, 2));
    assertThatThrownBy(search::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void aSearchThatIsStoppedSaysWhichBoundItHasFinished() {
    SmallProgram program = new SmallProgram("xX", "Xx", "y");
    BoundedSearch search = new BoundedSearch(2, 0);
    for (int i = 0; i < 20; i++) {
      assertThat(search.hasNext()).isTrue();
      program.run(search.next());
    }
    SearchProgress progress = search.progress();
    assertThat(progress.executions()).isEqualTo(20);
    assertThat(progress.exhausted()).isFalse();
    assertThat(progress.levels()).containsExactly(new Level(6, 2));
  }

  @Test
  void withoutABoundItTriesEverySchedule() {
    SmallProgram program = new SmallProgram("xX?", "WXu", "y");
    BoundedSearch search = new BoundedSearch(BoundedSearch.UNBOUNDED, 1);
    Odometer odometer = new Odometer();
    Set<String> expected = new HashSet<>();
    do {
      expected.add(program.run(odometer).schedule().toString());
    } while (odometer.advance());
    assertThat(sweep(program, search)).isEqualTo(expected);
    assertThat(search.progress().everything()).isTrue();
    assertThat(search.progress().levels()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aBugOfDepthTwoTakesOnePreemptionAndOneOfDepthThreeTwo(int which) {
    Planted bug = Planted.values()[which];
    assertThat(preemptionsOfTheFirstFinding(bug, false)).isEqualTo(which + 1);
    assertThat(preemptionsOfTheFirstFinding(bug, true)).isEqualTo(-1);
  }

  private static int preemptionsOfTheFirstFinding(Planted bug, boolean fixed) {
    BoundedSearch search = new BoundedSearch(2, 0);
    while (search.hasNext()) {
      int finished = search.progress().preemptionsExhausted();
      if (!Programs.run(search.next(), m -> bug.spawn(m, fixed)).violations().isEmpty()) {
        return finished + 1;
      }
    }
    return -1;
  }

  @Test
  void aProgramThatChangesBetweenRunsIsToldSo() {
    BoundedSearch search = new BoundedSearch(2, 0);
    assertThatThrownBy(
            () -> {
              for (int run = 0; search.hasNext(); run++) {
                new SmallProgram(run == 0 ? "xxx" : "x", "XXX").run(search.next());
              }
            })
        .isInstanceOf(ReplayDivergence.class)
        .hasMessageContaining("ended before");
  }

  @Test
  void aScheduleThatWasNotRunIsToldSo() {
    BoundedSearch search = new BoundedSearch(2, 0);
    search.next();
    assertThatThrownBy(search::hasNext).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theOrderOfTheSchedulesIsTheSameOnThreads() {
    SmallProgram program = new SmallProgram("WXDyu", "Rxu", "?Y");
    BoundedSearch one = new BoundedSearch(1, 1);
    BoundedSearch other = new BoundedSearch(1, 1);
    while (one.hasNext()) {
      assertThat(other.hasNext()).isTrue();
      Machine machine = program.run(one.next());
      assertThat(program.run(other.next(), FiberKind.THREAD).schedule())
          .isEqualTo(machine.schedule());
    }
    assertThat(other.progress()).isEqualTo(one.progress());
  }
}

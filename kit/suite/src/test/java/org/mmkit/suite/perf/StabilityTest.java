// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.Defects;
import org.mmkit.suite.PerfGrid;
import org.mmkit.suite.load.Load;
import org.mmkit.suite.load.Loads;
import org.mmkit.suite.load.Mode;
import org.mmkit.suite.load.Point;
import org.mmkit.suite.load.Variation;
import org.mmkit.suite.run.Setup;

/** No throughput hangs on a user time that nobody knows, beyond the spread that it states. */
class StabilityTest {
  private static final Setup SETUP = Setup.standard(Defects.NONE, FiberKind.AUTO);

  /** Four that moved by more while all runs of a point took the same user time. */
  @ParameterizedTest
  @ValueSource(strings = {"brk1", "mmap1", "tlb_flush2", "stress-mmapaddr"})
  void otherUserTimesMoveAPointByLessThanItsSpread(String id) {
    Load load =
        Loads.shipped().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    Point point = new Point(load, Mode.THREADS, 8, load.smallSizes());
    Stability moved =
        Stability.of(
            Grid.of(PerfGrid.SMALL),
            SETUP,
            () -> LoadTable.strategy("exclusive"),
            point,
            List.of(-160, 160));
    assertThat(moved.movedBy()).isPositive().isLessThan(moved.spread());
  }

  @Test
  void theRunsOfAPointTakeUserTimesFromNoneTo160NsMore() {
    assertThat(gaps(1)).containsExactly(100L);
    assertThat(gaps(5)).containsExactly(100L, 0L, 260L, 50L, 180L);
    assertThat(gaps(7)).containsExactly(100L, 0L, 260L, 34L, 206L, 67L, 153L);
  }

  private static List<Long> gaps(int runs) {
    return IntStream.range(0, runs).mapToObj(run -> Variation.of(1, run, runs).gapNs()).toList();
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.suite.StageRun;

class HoldStageTest {
  private static final long MS = 1_000_000;
  private static final long SHORT_NS = 20_000;

  /** A run is the same each time; one of 80 GiB takes seconds. */
  private static final Map<String, Map<String, Long>> MEASURED = new ConcurrentHashMap<>();

  private static Map<String, Long> measures(String strategy) {
    return MEASURED.computeIfAbsent(
        strategy, id -> StageRun.of("hold", id, 1, "*").result().measures());
  }

  @Test
  void exclusiveHoldsTheLockForTheSecondsOfTheCoverLetter() {
    Map<String, Long> hold = measures("exclusive");
    assertThat(hold.get("exclusive_hold_ns")).isBetween(2_480 * MS, 2_500 * MS);
    assertThat(hold.get("fault_elsewhere_wait_ns")).isBetween(2_200 * MS, 2_250 * MS);
    assertThat(hold.get("fault_in_range_wait_ns")).isBetween(2_200 * MS, 2_250 * MS);
    assertThat(hold.get("mmap_wait_ns")).isBetween(2_200 * MS, 2_250 * MS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"detach-v7", "merged-4.20"})
  void detachThenDowngradeHoldsItForMicrosecondsWhateverTheSize(String strategy) {
    Map<String, Long> hold = measures(strategy);
    for (String size : new String[] {"", "_4kib", "_2mib", "_1gib"}) {
      assertThat(hold.get("exclusive_hold" + size + "_ns")).isLessThan(SHORT_NS);
    }
    double ratio = (double) hold.get("total_ns") / measures("exclusive").get("total_ns");
    assertThat(ratio).isBetween(0.98, 1.02);
    assertThat(hold.get("fault_elsewhere_wait_ns")).isLessThan(SHORT_NS);
    assertThat(hold.get("fault_in_range_wait_ns")).isLessThan(SHORT_NS);
    assertThat(hold.get("mmap_wait_ns")).isGreaterThan(2_200 * MS);
    // A queued writer keeps later readers out: the fault behind it waits for nearly the whole zap.
    assertThat(hold.get("fault_behind_writer_wait_ns")).isGreaterThan(2_200 * MS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pervma-6.4", "gather-6.12"})
  void withVmaLocksAFaultDoesNotWaitEvenBehindAWriter(String strategy) {
    Map<String, Long> hold = measures(strategy);
    assertThat(hold.get("exclusive_hold_ns")).isLessThan(SHORT_NS);
    assertThat(hold.get("fault_behind_writer_wait_ns")).isLessThan(SHORT_NS);
    assertThat(hold.get("mmap_wait_ns")).isGreaterThan(2_200 * MS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"twophase-v2-posted", "dead-v3-posted", "detach-v7-posted"})
  void aDeadFastPathEqualsExclusiveAndIsAPerformanceFinding(String strategy) {
    StageRun run = StageRun.of("hold", strategy, 1, "hold/undisturbed");
    long exclusive = measures("exclusive").get("exclusive_hold_sum_ns");
    assertThat(run.result().measures().get("exclusive_hold_sum_ns"))
        .isBetween(exclusive - SHORT_NS, exclusive + SHORT_NS);
    assertThat(run.findings()).singleElement().matches(f -> f.broken().id().equals("PF1"));
    assertThat(run.findings().get(0).exhibits()).containsAnyOf("J-01", "J-02");
  }

  @Test
  void version4HasASecondExclusivePass() {
    StageRun run = StageRun.of("hold", "dead-v4", 1, "hold/undisturbed");
    assertThat(run.result().measures().get("exclusive_hold_ns")).isBetween(30 * MS, 40 * MS);
    assertThat(run.findings()).extracting(f -> f.broken().id()).containsExactly("PF1", "PF10");
    assertThat(run.findings().get(0).exhibits()).contains("J-03");
  }

  @Test
  void theLanesShowWhoHeldTheLockWhen() {
    StageRun run = StageRun.of("hold", "detach-v7", 1, "hold/undisturbed");
    assertThat(run.result().lanes())
        .extracting(lane -> lane.task() + " " + lane.mode())
        .containsExactly("munmap WRITE", "munmap DOWNGRADED");
  }
}

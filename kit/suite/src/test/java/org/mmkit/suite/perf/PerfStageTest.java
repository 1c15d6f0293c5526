// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.PerfGrid;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.record.CaseStatus;

class PerfStageTest {
  private static final String OWN =
      """
      @own | one page, again and again | perf | tasks=1,4
      loop: a = mmap(P, RW, 'pa'); touch(a, P); munmap(a, P); count(1)
      """;

  @Test
  void tasksThatOnlyMapAndUnmapGetInEachOthersWay() {
    Map<String, Long> exclusive = smoke("exclusive");
    assertThat(exclusive.get("mmap1.threads.8.ops_per_s"))
        .isLessThan(exclusive.get("mmap1.threads.1.ops_per_s"));
    assertThat(exclusive.get("page_fault1.threads.8.ops_per_s"))
        .isGreaterThan(exclusive.get("page_fault1.threads.1.ops_per_s"));
    assertThat(exclusive.get("page_fault1.threads.8.waited_fault_for_munmap_ns")).isPositive();
  }

  @Test
  void aDowngradeHalvesTheThroughputOfWritersAlone() {
    long merged = smoke("merged-5.8").get("mmap1.threads.8.ops_per_s");
    long exclusive = smoke("exclusive").get("mmap1.threads.8.ops_per_s");
    assertThat((double) merged / exclusive).isBetween(0.3, 0.7);
  }

  @Test
  void aLoadOfTheUserRunsInPlaceOfTheShippedOnes() {
    StageRun run = run(new JudgeRequest.Perf(PerfGrid.SMALL, List.of(file(OWN))));
    assertThat(run.cases()).singleElement().matches(c -> c.status() == CaseStatus.PASS);
    assertThat(run.result().measures())
        .containsKeys("own.threads.1.ops_per_s", "own.threads.4.fault_p99_ns")
        .containsKey("own.threads.4.ops_per_s_spread")
        .doesNotContainKey("own.threads.1.ops_per_s_spread");
  }

  /** The least operations were reached within the first touch, and no task ever unmapped. */
  @Test
  void theLoadOfThePageIsMeasuredWithAllThatItDoes() throws IOException {
    String page = Files.readString(Path.of("../../site/src/site/markdown/perf.md"));
    String text = page.substring(page.indexOf("    @my |"), page.indexOf("The header has an id"));
    Map<String, Long> measures =
        run(new JudgeRequest.Perf(PerfGrid.SMALL, List.of(file(text.stripIndent()))))
            .result()
            .measures();
    for (String point : List.of("my.threads.1.", "my.threads.8.")) {
      assertThat(measures)
          .containsKeys(point + "munmap_ns", point + "hold_exclusive_mmap_ns")
          .containsKey(point + "hold_read_madvise_ns")
          .containsKey(point + "ideal_ops_per_s")
          .doesNotContainKey(point + "no_whole_round");
      assertThat(measures.get(point + "hold_exclusive_ns")).isPositive();
    }
    assertThat(measures.get("my.threads.8.ops_per_s"))
        .isLessThan(measures.get("my.threads.1.ops_per_s") * 8);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aLoadWithoutAnEndOfARoundIsNotCompared(int tasks) {
    String text =
        """
        @long | a round longer than the budget | perf | tasks=%d
        start: a = mmap(4g, RW, 'pa')
        loop: touch(a, 4g); adv(a, 4g, 'DONTNEED')
        """
            .formatted(tasks);
    StageRun run = run(new JudgeRequest.Perf(PerfGrid.SMOKE, List.of(file(text))));
    String point = "long.threads." + tasks + ".";
    assertThat(run.result().measures())
        .containsEntry(point + "ended_by_budget", 1L)
        .containsEntry(point + "no_whole_round", 1L)
        .doesNotContainKeys(point + "exclusive_ops_per_s", point + "score");
  }

  /** One task was at its munmap when another, which the budget let go on, was at its touch. */
  @Test
  void aBudgetThatEndsWithinARoundLetsNoCallFail() {
    String text =
        """
        @all | all fill a mapping, and one unmaps it | perf | tasks=2,3 | ends=2
        setup: big = mmap(12m, RW, 'pa')
        loop: touch(big + I*(12m/N), 12m/N); sync()
        loop 0: munmap(big, 12m); big = mmap(12m, RW, 'pa')
        loop: count(1); sync()
        """;
    StageRun run = run(new JudgeRequest.Perf(PerfGrid.SMOKE, List.of(file(text))));
    assertThat(run.cases()).singleElement().matches(c -> c.status() == CaseStatus.PASS);
  }

  @Test
  void theScoreLiesBetweenExclusiveAndTheIdeal() {
    assertThat(smoke("exclusive"))
        .containsEntry("page_fault1.threads.8.score", 0L)
        .doesNotContainKey("mmap1.threads.8.score");
  }

  @Test
  void theLongestWaitsAreSentences() {
    JudgeRequest.Perf perf = new JudgeRequest.Perf(PerfGrid.SMALL, List.of(file(OWN)));
    String message = run(perf).cases().get(0).message();
    assertThat(message).startsWith("one page, again and again\n");
    assertThat(message.lines().skip(1))
        .hasSize(3)
        .allMatch(
            line ->
                line.matches(
                    "T\\d's .* waited [0-9.]+ [num]s (for T\\d's .*, which held mmap_sem for"
                        + " .*|while others held mmap_sem \\d+ times; T\\d's .* had it longest, for"
                        + " .*)\\."));
  }

  @Test
  void theStageSaysFirstHowMuchItRunsAndAfterwardsWhatItRestsOn() {
    StageRun run = run(new JudgeRequest.Perf(PerfGrid.SMALL, List.of(file(OWN))));
    assertThat(run.notes())
        .singleElement()
        .asString()
        .matches(
            "1 load, 2 points and 4 to compare them with; at most 1,440,000 steps, about [0-9]+ s"
                + " on (continuations|threads .*)");
    assertThat(run.result().basis().orElseThrow())
        .startsWith(
            "Profile xeon-e5-2680-2018: 32 CPUs on 2 sockets, mmap_sem by the rule fifo. Fitted:"
                + " zap_pte_ns to cover letter of v7: 2,485,684 us for 80 GiB")
        .endsWith("Figures: 1 fitted, 31 assumed.");
  }

  @Test
  void twoRunsAreTheSame() {
    JudgeRequest.Perf perf = new JudgeRequest.Perf(PerfGrid.SMALL, List.of(file(OWN)));
    assertThat(run(perf).result().measures()).isEqualTo(run(perf).result().measures());
  }

  @Test
  void aCallThatFailsIsTold() {
    String text = OWN.replace("munmap(a, P);", "munmap(a+1, P);");
    StageRun run = run(new JudgeRequest.Perf(PerfGrid.SMALL, List.of(file(text))));
    assertThat(run.cases())
        .singleElement()
        .matches(c -> c.message().contains("own.loads:2: munmap(a+1, P) gave EINVAL"));
  }

  @Test
  void aLoadThatNeverCountsIsRefused() {
    String text = OWN.replace("touch(a, P); ", "").replace("; count(1)", "");
    assertThatThrownBy(() -> run(new JudgeRequest.Perf(PerfGrid.SMALL, List.of(file(text)))))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("own.loads:1:1: the load own never counts");
  }

  /** It was told as a livelock of the strategy, or ran for minutes. */
  @ParameterizedTest
  @ValueSource(
      strings = {"count(0)", "a = mmap(P, RW, 'pa'); munmap(a, P); count(0)", "think(9); count(0)"})
  void aLoadThatCountsNothingIsAtFaultAndNotTheStrategy(String loop) {
    String text = "@vain | counts nothing | perf | tasks=1,2\nloop: " + loop + "\n";
    assertThatThrownBy(() -> run(new JudgeRequest.Perf(PerfGrid.SMALL, List.of(file(text)))))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "own.loads:1: the load vain goes round and counts nothing; let each round count.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "count(1/(N-N)) | divides by zero.",
        "count(I-1) | calls count(-1): no number below 0 will do.",
        "think(-5); count(1) | calls think(-5): no number below 0 will do.",
        "count(rnd(5,1)) | asks for rnd(5,1): the lower bound is first.",
      })
  void aLoadWithAnImpossibleNumberIsAtFaultAndNotTheStrategy(String loop, String why) {
    String text = "@odd | a number that cannot be | perf | tasks=1\nloop: " + loop + "\n";
    assertThatThrownBy(() -> run(new JudgeRequest.Perf(PerfGrid.SMALL, List.of(file(text)))))
        .isInstanceOf(BadInputException.class)
        .hasMessage("own.loads:1: the load odd " + why);
  }

  @Test
  void theTasksAreThoseThatAreAskedFor() {
    JudgeRequest.PerfMachine machine =
        new JudgeRequest.PerfMachine(
            Optional.empty(), Optional.empty(), Optional.of("stealing"), List.of(3));
    JudgeRequest.Perf perf = new JudgeRequest.Perf(PerfGrid.SMALL, List.of(file(OWN)));
    Map<String, Long> stealing = run(perf.on(machine)).result().measures();
    assertThat(stealing).containsKey("own.threads.3.ops_per_s");
    assertThat(stealing).doesNotContainKey("own.threads.4.ops_per_s");
  }

  @Test
  void aMachineThatIsNotKnownIsRefused() {
    JudgeRequest.PerfMachine machine =
        new JudgeRequest.PerfMachine(
            Optional.of("pdp-11"), Optional.empty(), Optional.empty(), List.of());
    JudgeRequest.Perf perf = JudgeRequest.Perf.SMOKE.on(machine);
    assertThatThrownBy(() -> run(perf))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("no machine profile \"pdp-11\"; known are: ");
  }

  private static CaseFile file(String text) {
    return new CaseFile("own.loads", text);
  }

  private static Map<String, Long> smoke(String strategy) {
    return StageRun.of("perf", strategy, 1, "*").result().measures();
  }

  private static StageRun run(JudgeRequest.Perf perf) {
    JudgeRequest asked =
        JudgeRequest.of("perf", JudgeRequest.Selection.QUICK, JudgeRequest.Search.DEFAULT)
            .withPerf(perf);
    return StageRun.of("perf", new StageRequest(asked, StageRun.shipped("exclusive")));
  }
}

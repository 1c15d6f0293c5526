// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.perf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.PerfGrid;
import org.mmkit.suite.Progress;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.Subject;
import org.mmkit.suite.perf.PerfStage;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;
import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.detach.DetachV7;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;
import org.mmkit.unmap.merged.Merged58;

/** What a comparison says of runs whose answer is known. */
class SameWordsTest {
  private static final String CONTENDED = "perf/mmap1,perf/brk1,perf/page_fault1,perf/munmap-*";

  /** A stage that nobody listens to. */
  private static final class Silence implements Progress {
    private final List<CaseRecord> cases = new ArrayList<>();

    @Override
    public void expect(int count) {}

    @Override
    public void begin(String caseId) {}

    @Override
    public void beginRun(boolean shown) {}

    @Override
    public void printingTask(Supplier<String> task) {}

    @Override
    public void finding(FindingRecord finding) {}

    @Override
    public void end(CaseRecord result) {
      cases.add(result);
    }

    @Override
    public CaseRecord broken(String caseId, String tier, Throwable thrown) {
      throw new IllegalStateException(thrown);
    }
  }

  private static RunRecord run(String id, Supplier<UnmapStrategy> strategy, String loads) {
    return run(id, strategy, loads, JudgeRequest.PerfMachine.STANDARD);
  }

  private static RunRecord run(
      String id, Supplier<UnmapStrategy> strategy, String loads, JudgeRequest.PerfMachine machine) {
    JudgeRequest asked =
        JudgeRequest.of(
                "perf", JudgeRequest.Selection.QUICK.withGlob(loads), JudgeRequest.Search.DEFAULT)
            .withPerf(new JudgeRequest.Perf(PerfGrid.SMALL, List.of()).on(machine));
    Subject subject = new Subject(StrategyInfo.of(strategy.get().getClass(), true), strategy);
    Silence silence = new Silence();
    TreeMap<String, SortedMap<String, Long>> measures = new TreeMap<>();
    measures.put("perf", new PerfStage().run(new StageRequest(asked, subject), silence).measures());
    return new RunRecord(
        1,
        List.of(
            new StrategyRecord(
                id, "", Verdict.PASS, List.of(new StageRecord("perf", silence.cases)), measures)));
  }

  private static List<String> lines(RunRecord now, RunRecord before) {
    return Baseline.of(before).lines(now);
  }

  @Test
  void twoNamesOfOneStrategyAreTheSameEverywhere() {
    RunRecord one = run("mine", Merged58::new, CONTENDED);
    assertThat(lines(one, run("mine", Again::new, CONTENDED)))
        .singleElement()
        .asString()
        .matches("baseline: mine is the same at ([0-9]+) of \\1 points\\.");
  }

  /** But for brk, which downgrades only since Linux 4.20 and not in the series. */
  @Test
  void theSeriesAndWhatWasMergedAreTheSame() {
    RunRecord one = run("mine", Merged58::new, CONTENDED);
    List<String> lines = lines(one, run("mine", DetachV7::new, CONTENDED));
    assertThat(lines.subList(0, lines.size() - 1))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("baseline: mine in brk1, "));
  }

  /**
   * On the machine of the page of anchors. On the standard one the policy costs 5 %, which is less
   * than the throughput hangs on the seed.
   */
  @Test
  void theDowngradeIsBetterForFaultsAndWorseForContendedSmallMappings() {
    JudgeRequest.PerfMachine machine =
        new JudgeRequest.PerfMachine(
            Optional.of("2s-40t-v4.15"), Optional.empty(), Optional.of("4.18"), List.of());
    String loads = "perf/mmap1,perf/fault-beside-80g";
    RunRecord exclusive = run("x", ExclusiveMunmap::new, loads, machine);
    RunRecord merged = run("x", Merged58::new, loads, machine);
    assertThat(lines(merged, exclusive))
        .anyMatch(line -> line.contains("fault-beside-80g, 31 threads: better"))
        .anyMatch(line -> line.contains("mmap1, 8 threads: worse"));
  }

  /** The same under another name. */
  private static final class Again implements UnmapStrategy {
    private final UnmapStrategy same = new Merged58();

    @Override
    public int munmap(UnmapContext kernel, long start, long length) {
      return same.munmap(kernel, start, length);
    }

    @Override
    public CompanionPaths companions(CompanionPaths standard) {
      return same.companions(standard);
    }
  }
}

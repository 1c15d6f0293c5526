// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.PerfGrid;
import org.mmkit.suite.Recorded;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.record.CaseStatus;

class RecordingPerfTest {
  private static final String LOG =
      """
      7 100.000000 execve("/bin/a", ["a"], 0x7ffc /* 5 vars */) = 0 <0.001000>
      7 100.100000 mmap(NULL, 1073741824, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7f0000000000 <0.000010>
      7 100.101000 clone3({flags=CLONE_VM|CLONE_THREAD, stack=0x1, stack_size=0x2}, 88) = 8 <0.000010>
      8 100.102000 brk(NULL) = 0x555500000000 <0.000010>
      7 100.200000 munmap(0x7f0000000000, 1073741824) = 0 <0.100000>
      8 100.201000 exit(0) = ?
      8 100.202000 +++ exited with 0 +++
      7 100.900000 exit_group(0) = ?
      7 100.950000 +++ exited with 0 +++
      """;

  private static final String FAULTS = "7 100.15 0x7f0000000000 0x6\n8 100.16 0x7f0000002000 0x6\n";

  @Test
  void theAnswerComesFirstAndThenWhatItRestsOn() {
    StageRun run =
        run("merged-5.8", new Recorded("my", file("a.strace", LOG), file("a.faults", FAULTS)));
    assertThat(run.cases()).singleElement().matches(c -> c.status() == CaseStatus.PASS);
    List<String> lines = run.cases().get(0).message().lines().toList();
    assertThat(lines.get(0))
        .matches(
            "my takes 0\\.\\d{4} s with merged-5.8, less than 1 % away from exclusive: no"
                + " difference for this program \\(0\\.\\d{4} s\\)\\.");
    assertThat(lines.get(1)).startsWith("No strategy can change much");
    assertThat(lines)
        .contains(
            "2 tasks made 3 calls again, of which 0 gave another result (0.00 %), and touched 2"
                + " pages again, of which 0 had no mapping.");
  }

  @Test
  void measuresAreThoseOfTheWholeReplay() {
    StageRun run =
        run("exclusive", new Recorded("my", file("a.strace", LOG), file("a.faults", FAULTS)));
    Map<String, Long> measures = run.result().measures();
    assertThat(measures)
        .containsEntry("my.recorded.2.calls", 3L)
        .containsEntry("my.recorded.2.faults", 2L)
        .containsEntry("my.recorded.2.different_results", 0L)
        .containsKeys(
            "my.recorded.2.ops_per_s",
            "my.recorded.2.total_ns_spread",
            "my.recorded.2.hold_exclusive_munmap_ns",
            "my.recorded.2.ideal_total_ns");
    assertThat(measures.get("my.recorded.2.total_ns"))
        .isEqualTo(measures.get("my.recorded.2.exclusive_total_ns"));
  }

  @Test
  void aRecordingThatIsNoneIsRefused() {
    assertThatThrownBy(
            () ->
                run("exclusive", new Recorded("my", file("a.strace", "hello\n"), Optional.empty())))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("a.strace:1: ");
  }

  private static Optional<CaseFile> file(String name, String text) {
    return Optional.of(new CaseFile(name, text));
  }

  private static StageRun run(String strategy, Recorded recorded) {
    JudgeRequest asked =
        JudgeRequest.of("perf", JudgeRequest.Selection.QUICK, JudgeRequest.Search.DEFAULT)
            .withPerf(
                new JudgeRequest.Perf(PerfGrid.SMALL, List.of()).replaying(Optional.of(recorded)));
    return StageRun.of("perf", new StageRequest(asked, StageRun.shipped(strategy)));
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.Subject;
import org.mmkit.suite.render.EvidenceText;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;

/** What is shown of a monitor that waits for ever ends when the strategy is mended. */
class MonitorWaitsTest {
  private static final CaseFile SCENARIO =
      new CaseFile(
          "own.cases",
          """
          @own | a monitor is told of what was unmapped | explore | aims=F-E
          map(0,2)
          uffd_open('MONITOR')
          ureg(0,2)
          T1: unmap(0,2) => *
          T2: uevent() => UNMAP 0-2
          T2: uwake(0,2) => *
          T3: r(0) => SEGV_MAPERR
          """);

  /** Tells no monitor. */
  static final class TellsNobody implements UnmapStrategy {
    @Override
    public int munmap(UnmapContext kernel, long start, long length) {
      kernel.mmapSem().downWrite();
      int result = kernel.doMunmap(start, length);
      kernel.mmapSem().upWrite();
      return result;
    }
  }

  /** Without the munmap the monitor would wait for ever with any strategy. */
  @Test
  void theProgramThatIsShownStillUnmaps() {
    Subject subject = new Subject(StrategyInfo.of(TellsNobody.class, false), TellsNobody::new);
    StageRun run = StageRun.of("explore", StageRun.request(subject, 20, "own", List.of(SCENARIO)));
    assertThat(run.findings())
        .filteredOn(finding -> finding.broken().code().equals("MM0106"))
        .isNotEmpty()
        .allSatisfy(
            finding ->
                assertThat(EvidenceText.lines(finding.evidence().orElseThrow()))
                    .anyMatch(line -> line.contains("unmap(0,2)")));
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.HostUse;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.Subject;
import org.mmkit.suite.host.Host;
import org.mmkit.suite.host.HostFacts;
import org.mmkit.suite.host.Unplayable;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

/** The running kernel answers the cases, whatever the strategy. */
class KernelCasesTest {

  @BeforeEach
  void needAKernel() {
    try (Host host = Host.open()) {
      host.leak();
    } catch (Unplayable why) {
      abort("no kernel to play on: " + why.reason());
    }
  }

  @Test
  void aRightCasePassesAndAWrongOneFailsWithItsLineAndBothTranscripts() {
    String text =
        """
        @MY-1 | right | P1
        map(0,2)
        unmap(0,1)
        maps() => [1-2 rw-p]
        @MY-2 | wrong | P1
        map(0,2)
        unmap(1/P,1) => OK
        @MY-3 | of the model | P1
        map(0,1,RW,'sf',fd='dev')
        """;
    List<CaseRecord> cases = run(text).cases();
    assertThat(cases)
        .extracting(CaseRecord::status)
        .containsExactly(CaseStatus.PASS, CaseStatus.FAIL, CaseStatus.SKIP);
    assertThat(cases.get(1).headline())
        .isEqualTo(
            "mine.cases:7: unmap(1/P,1): EINVAL on Linux "
                + HostFacts.release()
                + ", OK in the case");
    assertThat(cases.get(1).details().lines())
        .containsExactly(
            "  line  call          kernel  case",
            "  6     map(0,2)      OK      OK",
            "  7     unmap(1/P,1)  EINVAL  OK    <--");
    assertThat(cases.get(2).message()).contains("driver of the model");
  }

  @Test
  void aProgramThatEndsItsProcessFails() {
    List<CaseRecord> cases =
        run("@MY-4 | ends | P1\nunmap_raw(0,TASK) => *\nmaps() => *\n").cases();
    assertThat(cases.get(0).headline())
        .contains("unmap_raw(0,TASK): the process ended: SIGSEGV on Linux");
  }

  private static StageRun run(String text) {
    Subject subject =
        new Subject(StrategyInfo.of(ExclusiveMunmap.class, true), ExclusiveMunmap::new);
    List<CaseFile> files = List.of(new CaseFile("mine.cases", text));
    StageRequest request = StageRun.request(subject, 1, "MY-*", files);
    JudgeRequest.Goal goal = JudgeRequest.Goal.host(HostUse.answers(HostUse.Target.HOST));
    return StageRun.of("conformance", new StageRequest(request.asked().withGoal(goal), subject));
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.Subject;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.dead.DeadV4;
import org.mmkit.unmap.detach.DetachV7;

class RaceStageTest {

  private static StageRun run(
      Class<? extends UnmapStrategy> type,
      Supplier<UnmapStrategy> factory,
      int budget,
      String glob,
      String file) {
    Subject subject = new Subject(StrategyInfo.of(type, true), factory);
    List<CaseFile> files = file.isEmpty() ? List.of() : List.of(new CaseFile("mine.cases", file));
    return StageRun.of("race", StageRun.request(subject, budget, glob, files));
  }

  @Test
  void theScheduleOfAFindingFailsAgainWithTheSameRule() {
    StageRun found = run(DeadV4.class, DeadV4::new, 400, "race/replace", "");
    CaseRecord failed = found.cases().get(0);
    assertThat(failed.status()).isEqualTo(CaseStatus.FAIL);
    FindingRecord finding = found.findings().get(0);
    assertThat(failed.findings()).contains(finding);
    String name = finding.sched().orElseThrow();
    assertThat(finding.replay()).isEqualTo("mvn mmkit:replay -Dmmkit.sched=" + name);
    CaseFile sched = new CaseFile(name, found.files().get(name));
    JudgeRequest again =
        JudgeRequest.of("replay", JudgeRequest.Selection.WHOLE, JudgeRequest.Search.DEFAULT)
            .withGoal(JudgeRequest.Goal.replay(sched, OptionalInt.empty()));
    Subject subject = new Subject(StrategyInfo.of(DeadV4.class, true), DeadV4::new);
    StageRun replayed = StageRun.of("replay", new StageRequest(again, subject));
    assertThat(replayed.cases().get(0).headline())
        .isEqualTo(
            "It comes again: " + finding.broken().code() + ", " + finding.broken().title() + ".");
  }

  @Test
  void theSameRequestGivesTheSameRecords() {
    StageRun one = run(DeadV4.class, DeadV4::new, 100, "race/*", "");
    StageRun two = run(DeadV4.class, DeadV4::new, 100, "race/*", "");
    assertThat(one.cases()).isEqualTo(two.cases());
    assertThat(one.findings()).isEqualTo(two.findings());
  }

  @Test
  void theUsersProgramIsJudgedPageByPage() {
    String file =
        """
        @MINE | fill and pat beside munmap | race | aims=L1
        map(0,3)
        fill(0,3)
        T1: unmap(0,3) => *
        T2: pat(0,3) => *
        T2: fill(0,2) => *
        """;
    StageRun run = run(DetachV7.class, DetachV7::new, 200, "MINE", file);
    assertThat(run.cases()).singleElement().matches(c -> c.status() == CaseStatus.PASS);
  }

  @Test
  void aResultThatIsNotAsExpectedFailsWithTheProgramsRule() {
    String file = "@MINE | wrong | race | aims=L3\nmap(0,1)\nT1: unmap(0,1)\nT2: r(0) => *\n";
    StageRun run = run(DetachV7.class, () -> (kernel, start, length) -> -12, 4, "MINE", file);
    assertThat(run.cases().get(0).status()).isEqualTo(CaseStatus.FAIL);
    assertThat(run.findings()).singleElement().matches(f -> f.broken().id().equals("L3"));
  }

  @Test
  void aResultForPatInATaskIsRefusedWithItsLine() {
    String file = "@MINE | pat | race | aims=L1\nmap(0,2)\nT1: pat(0,2) => ..\nT2: r(0) => *\n";
    assertThatThrownBy(() -> run(DetachV7.class, DetachV7::new, 4, "MINE", file))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("mine.cases:3: in a task the pages of pat are judged one by one");
  }

  @Test
  void eachPageOfPatIsACallToExplain() {
    String file = "@MINE | pat | race | aims=L1\nmap(0,100)\nT1: pat(0,100) => *\nT2: r(0) => *\n";
    assertThatThrownBy(() -> run(DetachV7.class, DetachV7::new, 4, "MINE", file))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("mine.cases:1: MINE has 101 calls in its tasks and after them");
  }
}

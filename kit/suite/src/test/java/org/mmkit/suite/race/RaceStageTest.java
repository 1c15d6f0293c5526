// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.Subject;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.dead.DeadV4;
import org.mmkit.unmap.detach.DetachV7;

class RaceStageTest {

  private static StageRun run(
      Class<? extends UnmapStrategy> type,
      Supplier<UnmapStrategy> factory,
      int budget,
      String glob,
      String file,
      OptionalInt schedule) {
    Subject subject = new Subject(StrategyInfo.of(type, true), factory);
    List<CaseFile> files = file.isEmpty() ? List.of() : List.of(new CaseFile("mine.cases", file));
    return StageRun.of("race", StageRun.request(subject, budget, glob, files, schedule));
  }

  @Test
  void theScheduleThatIsNamedFailsAgainInTheSameWords() {
    StageRun found = run(DeadV4.class, DeadV4::new, 400, "race/replace", "", OptionalInt.empty());
    CaseRecord failed = found.cases().get(0);
    assertThat(failed.status()).isEqualTo(CaseStatus.FAIL);
    String replay = failed.message().substring(failed.message().indexOf("replay: "));
    int schedule = Integer.parseInt(replay.substring(replay.lastIndexOf('=') + 1).trim());
    StageRun again =
        run(DeadV4.class, DeadV4::new, 1, "race/replace", "", OptionalInt.of(schedule));
    assertThat(sequence(again.cases().get(0))).isEqualTo(sequence(failed));
  }

  private static String sequence(CaseRecord failed) {
    return failed.message().substring(failed.message().indexOf("shortest failing sequence"));
  }

  @Test
  void theSameRequestGivesTheSameRecords() {
    StageRun one = run(DeadV4.class, DeadV4::new, 100, "race/*", "", OptionalInt.empty());
    StageRun two = run(DeadV4.class, DeadV4::new, 100, "race/*", "", OptionalInt.empty());
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
    StageRun run = run(DetachV7.class, DetachV7::new, 200, "MINE", file, OptionalInt.empty());
    assertThat(run.cases()).singleElement().matches(c -> c.status() == CaseStatus.PASS);
  }

  @Test
  void anExpectedResultThatIsWrongFailsWithTheProgramsRule() {
    String file = "@MINE | wrong | race | aims=L3\nT1: map(0,1) => EEXIST\nT2: r(0) => *\n";
    StageRun run = run(DetachV7.class, DetachV7::new, 4, "MINE", file, OptionalInt.empty());
    assertThat(run.cases().get(0).status()).isEqualTo(CaseStatus.FAIL);
    assertThat(run.findings()).singleElement().matches(f -> f.record().rule().equals("L3"));
  }

  @Test
  void aResultForPatInATaskIsRefusedWithItsLine() {
    String file = "@MINE | pat | race | aims=L1\nmap(0,2)\nT1: pat(0,2) => ..\nT2: r(0) => *\n";
    assertThatThrownBy(
            () -> run(DetachV7.class, DetachV7::new, 4, "MINE", file, OptionalInt.empty()))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("mine.cases:3: in a task the pages of pat are judged one by one");
  }
}

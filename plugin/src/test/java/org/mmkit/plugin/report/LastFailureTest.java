// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.machine.FindingClass;
import org.mmkit.plugin.run.InputException;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;

class LastFailureTest {
  private static final CaseRecord WRONG = CaseRecord.fail("MUN-001", "P1", "EINVAL, not OK");
  private static final CaseRecord RACE =
      CaseRecord.fail("d03-stack", "explore", "a stack grew")
          .withFindings(List.of(finding("mvn mmkit:replay -Dmmkit.sched=a-d03.sched")));

  @TempDir Path folder;

  private static FindingRecord finding(String replay) {
    return new FindingRecord(
        new FindingRecord.RuleRecord("MM0218", FindingClass.SAFETY, "V8", "mapping put"),
        "a stack grew",
        FindingRecord.Place.UNKNOWN,
        "explore/d03-stack",
        replay,
        Optional.empty(),
        Optional.empty(),
        new TreeSet<>());
  }

  private void results(StageRecord... stages) throws IOException {
    boolean bad = List.of(stages).stream().anyMatch(stage -> stage.failed() > 0);
    StrategyRecord strategy =
        new StrategyRecord(
            "student.MyUnmap",
            "",
            bad ? Verdict.FAIL : Verdict.PASS,
            List.of(stages),
            new TreeMap<>());
    String json = new RunRecord(7, List.of(strategy)).toJson();
    Files.writeString(folder.resolve(ResultFiles.RUN), json);
  }

  @Test
  void aCaseIsRunAgainWithItsSeed() throws IOException {
    results(new StageRecord("conformance", List.of(CaseRecord.pass("MUN-000", ""), WRONG)));
    LastFailure failure = LastFailure.in(folder, CaseGlob.ALL);
    assertThat(failure.caseName()).isEqualTo("conformance/MUN-001");
    assertThat(failure.stage()).isEqualTo("conformance");
    assertThat(failure.strategy()).isEqualTo("student.MyUnmap");
    assertThat(failure.seed()).isEqualTo(7);
    assertThat(failure.sched()).isEmpty();
  }

  @Test
  void aScheduleIsFollowedAgain() throws IOException {
    results(new StageRecord("explore", List.of(RACE)));
    assertThat(LastFailure.in(folder, CaseGlob.ALL).sched()).contains("a-d03.sched");
  }

  @Test
  void aPatternChoosesAmongFailures() throws IOException {
    results(
        new StageRecord("conformance", List.of(WRONG)), new StageRecord("explore", List.of(RACE)));
    assertThat(LastFailure.in(folder, CaseGlob.ALL).caseName()).isEqualTo("conformance/MUN-001");
    assertThat(LastFailure.in(folder, new CaseGlob("d03-*")).sched()).contains("a-d03.sched");
    assertBad(new CaseGlob("x"), "No case that failed in the last run fits mmkit.case=x.");
  }

  @Test
  void whereNothingFailedIsNothingToRepeat() throws IOException {
    assertBad(CaseGlob.ALL, "There is no failure to repeat, because there is no " + folder);
    results(new StageRecord("explore", List.of(CaseRecord.pass("a", ""))));
    assertBad(CaseGlob.ALL, "Nothing failed in the last run, whose results are in " + folder);
    Files.writeString(folder.resolve(ResultFiles.RUN), "{}");
    assertBad(CaseGlob.ALL, folder.resolve(ResultFiles.RUN) + " cannot be read: ");
  }

  @Test
  void whatAnotherGoalRepeatsIsNamed() throws IOException {
    results(new StageRecord("attack", List.of(CaseRecord.fail("fits", "", "no"))));
    assertBad(CaseGlob.ALL, "The last failure is repeated by another goal: mvn mmkit:attack ");
  }

  private void assertBad(CaseGlob glob, String message) {
    assertThatThrownBy(() -> LastFailure.in(folder, glob))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(message);
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.machine.FindingClass;
import org.mmkit.plugin.report.HtmlReport;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Timeline;
import org.mmkit.suite.record.Verdict;

/** What a student reads of a grade does not say the seed. */
class HiddenSeedTest {

  /** A run that fails in programs that are named after the seed. */
  private static RunRecord run(long seed) {
    String alone = "F-" + seed + "-17";
    FindingRecord finding =
        new FindingRecord(
            new FindingRecord.RuleRecord("MM0701", FindingClass.SAFETY, "C1", "another result"),
            alone + ": unmap(0,1) gave OK instead of EINVAL, fuzz, seed " + seed,
            FindingRecord.Place.UNKNOWN,
            "fuzz/" + alone,
            "mvn mmkit:replay -Dmmkit.sched=" + alone + ".sched",
            Optional.empty(),
            Optional.empty(),
            new TreeSet<>());
    CaseRecord found = CaseRecord.fail(alone, "P1", "wrong").withFindings(List.of(finding));
    CaseRecord beside = CaseRecord.fail("C-" + seed + "-3", "P1", "wrong too");
    StageRecord stage = new StageRecord("fuzz", List.of(found, beside));
    return new RunRecord(
        seed,
        List.of(
            new StrategyRecord(
                "student.MyUnmap", "", Verdict.FAIL, List.of(stage), new TreeMap<>())));
  }

  private static String page(RunRecord run) {
    return HtmlReport.write(run, new Timeline(Map.of()), List.of());
  }

  @ParameterizedTest
  @ValueSource(longs = {987_654_321, -987_654_321, 4_711_471_147L})
  void neitherTheHeadNorACommandNorTheNameOfARandomProgramTellsIt(long seed) {
    String page = page(run(seed));
    assertThat(page).contains("Seed " + seed, "F-" + seed + "-17");
    assertThat(HiddenSeed.on(page, seed))
        .contains("The seed is not told.", "F-hidden-17")
        .doesNotContain(Long.toString(Math.abs(seed)));
  }

  @Test
  void theSeedThatEverybodyHasIsNoSecret() {
    long seed = JudgeRequest.Search.DEFAULT_SEED;
    assertThat(HiddenSeed.on(page(run(seed)), seed)).isEqualTo(page(run(seed)));
  }

  @Test
  void numbersThatAreNoSeedStay() {
    assertThat(HiddenSeed.on("42 cases, F-421-3, F-42 and seed 421, after 42 ns", 42))
        .isEqualTo("42 cases, F-421-3, F-42 and seed 421, after 42 ns");
  }
}

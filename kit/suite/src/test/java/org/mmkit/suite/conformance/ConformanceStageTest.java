// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.Subject;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.unmap.Errno;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

class ConformanceStageTest {
  private static final int P2_PASSED_MIN = 274;
  private static final double AGREEMENT_MIN = 0.95;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exclusive",
        "detach-v7",
        "merged-4.20",
        "merged-5.8",
        "pervma-6.4",
        "gather-6.12"
      })
  void correctStrategiesAgreeWithTheKernel(String strategy) {
    StageRun run = StageRun.of("conformance", strategy, 1, "*");
    assertThat(run.cases()).hasSize(run.expected());
    assertThat(run.cases("P1", CaseStatus.PASS)).hasSize(529);
    assertThat(run.cases("P1", CaseStatus.FAIL)).isEmpty();
    assertThat(run.cases("P2", CaseStatus.FAIL)).isEmpty();
    assertThat(run.cases("P2", CaseStatus.PASS)).hasSizeGreaterThanOrEqualTo(P2_PASSED_MIN);
    assertThat(run.cases()).noneMatch(c -> c.status() == CaseStatus.BROKEN);
    List<CaseRecord> disagreeing = run.cases("G", CaseStatus.FAIL);
    assertThat(disagreeing.size()).isLessThanOrEqualTo((int) (500 * (1 - AGREEMENT_MIN)));
    assertThat(run.findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sections-v1", "twophase-v2", "merged-4.20-first"})
  void brokenStrategiesAreConvictedByCalls(String strategy) {
    StageRun run = StageRun.of("conformance", strategy, 1, "MUN-*,HUG-*,FIX-*");
    assertThat(run.findings()).isNotEmpty();
    assertThat(run.findings()).allSatisfy(f -> assertThat(f.exhibits()).isNotEmpty());
  }

  @Test
  void aCaseOfTheUserIsJudgedByTheSpecificationWhereItLeavesTheResultOpen() {
    String text = "@MY-1 | open | P1\nmap(0,2)\nw(0,'a') => *\nunmap(0,1) => *\nr(0) => *\n";
    StageRun run = run(text);
    assertThat(run.cases()).singleElement().matches(c -> c.status() == CaseStatus.PASS);
  }

  @Test
  void aWrongResultFailsWithTheLineAndBothResults() {
    StageRun run =
        run("@MY-2 | wrong | P1\nmap(0,2)\nunmap(0,1)\n", (kernel, start, length) -> -Errno.EINVAL);
    assertThat(run.cases()).singleElement().matches(c -> c.status() == CaseStatus.FAIL);
    assertThat(run.cases().get(0).headline())
        .isEqualTo("mine.cases:3: unmap(0,1) gave EINVAL instead of OK");
    assertThat(run.findings()).singleElement().matches(f -> f.broken().id().equals("C1"));
  }

  @Test
  void aWrongExpectationAccusesNobody() {
    StageRun run = run("@MY-2 | wrong | P1\nmap(0,2)\nunmap(0,1) => EINVAL\n");
    assertThat(run.cases()).singleElement().matches(c -> c.status() == CaseStatus.SKIP);
    assertThat(run.cases().get(0).headline())
        .startsWith("Not judged: MY-2 accuses every correct strategy of the kit too");
    assertThat(run.cases().get(0).details())
        .startsWith("mine.cases:3: unmap(0,1) gave OK instead of EINVAL");
    assertThat(run.findings()).isEmpty();
  }

  @Test
  void aCaseFileWithAnErrorNamesFileLineAndColumn() {
    assertThatThrownBy(() -> run("@MY-3 | bad | P1\nunmapp(0,1)\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("mine.cases:2:1");
  }

  private static StageRun run(String text) {
    return run(text, new ExclusiveMunmap());
  }

  private static StageRun run(String text, UnmapStrategy strategy) {
    Subject subject = new Subject(StrategyInfo.of(ExclusiveMunmap.class, true), () -> strategy);
    List<CaseFile> files = List.of(new CaseFile("mine.cases", text));
    return StageRun.of("conformance", StageRun.request(subject, 1, "MY-*", files));
  }
}

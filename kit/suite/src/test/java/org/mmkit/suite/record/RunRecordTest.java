// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.FindingClass;
import org.mmkit.suite.check.SpecRule;
import org.mmkit.suite.json.JsonException;

class RunRecordTest {
  private static final FindingRecord FINDING =
      new FindingRecord(
          new FindingRecord.RuleRecord("MM0305", FindingClass.SAFETY, "L1", "stale page"),
          "read after unmap",
          new FindingRecord.Place(
              Optional.of("T1"), OptionalInt.of(2), Optional.of("MyUnmap.java:7")),
          "explore/reuse",
          "mvn x",
          Optional.of("a.sched"),
          Optional.of(evidence()),
          new TreeSet<>(Set.of("A-08")));

  private static final FindingRecord BARE =
      FindingRecord.of(SpecRule.L1, "T1 read 'b'", "explore/reuse", "mvn y");

  private static final FindingRecord SLOW =
      FindingRecord.of(SpecRule.PF1, "slow", "hold/undisturbed", "mvn");

  private static final RunRecord RUN =
      new RunRecord(
          20180809,
          List.of(
              new StrategyRecord(
                  "twophase-v2",
                  "v2",
                  Verdict.FAIL,
                  List.of(
                      new StageRecord(
                          "explore",
                          List.of(
                              CaseRecord.pass("fork", "P1"),
                              CaseRecord.fail("reuse", "race", "T1 read 'b'.\n1 T0 munmap")
                                  .withFindings(List.of(FINDING, BARE)),
                              CaseRecord.skip("lock", "P2", "not modelled: mlock"),
                              CaseRecord.broken("gap", "", "threw")))),
                  new TreeMap<>(Map.of("hold", new TreeMap<>(Map.of("total_ns", 12L)))))));

  private static Evidence evidence() {
    return new Evidence(
        "one came before the other",
        List.of("=====", "BUG: MMKIT: use after free"),
        List.of("map(0,1)"),
        List.of("T1", "T2"),
        List.of(
            new Evidence.Block(
                "T1",
                List.of(new Evidence.Deed(1, "unmap(0,1)"), new Evidence.Deed(1, "down_write")),
                Evidence.End.PREEMPTED,
                "set pmd"),
            new Evidence.Block("T2", List.of(), Evidence.End.WAITS, "&mm->mmap_sem")),
        new Evidence.Marks(List.of(1, 2), 2, 1, 5),
        new Evidence.Maps(List.of("a"), List.of(), List.of("b", "c")),
        List.of(
            new Moment("", "the set-up is done", "", "", new TreeMap<>(Map.of("vma 0-1", "rw-p"))),
            new Moment(
                "T1",
                "store vma",
                "unmap(0,1)",
                "MyUnmap.java:7",
                new TreeMap<>(Map.of("vma 0-1", "")))));
  }

  @Test
  void theFormIsTheDocumentedOne() throws IOException {
    String kept = resource("run.json");
    if (Boolean.getBoolean("mmkit.updateBaselines")) {
      kept = RUN.toJson();
      Files.writeString(Path.of("src/test/resources/org/mmkit/suite/record/run.json"), kept);
    }
    assertThat(RUN.toJson()).isEqualTo(kept);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = RunRecordTest.class.getResourceAsStream(name)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whatWasWrittenIsReadAsItWas() {
    assertThat(RunRecord.fromJson(RUN.toJson())).isEqualTo(RUN);
  }

  @Test
  void anotherSchemaIsRefused() {
    String older = RUN.toJson().replace("\"schema\": 2", "\"schema\": 1");
    assertThatThrownBy(() -> RunRecord.fromJson(older))
        .isInstanceOf(JsonException.class)
        .hasMessage("JSON: schema 1, but this mmkit reads 2");
    assertThatThrownBy(() -> RunRecord.fromJson("{}")).hasMessage("JSON: schema: missing");
  }

  @Test
  void ofSeveralFindingsOfOneKindTheFirstCounts() {
    FindingRecord again = FindingRecord.of(SpecRule.L1, "T2 read 'c'", "explore/other", "mvn z");
    assertThat(FindingRecord.firstOfEach(List.of(FINDING, BARE, again)))
        .containsExactly(FINDING, BARE);
    assertThat(FindingRecord.firstOfEach(List.of(BARE, again.withExhibits(Set.of("A-01")))))
        .hasSize(2);
  }

  @Test
  void aCaseFailsTheStrategyByItsStatusOrByAFinding() {
    CaseRecord passed = CaseRecord.pass("a", "P1");
    assertThat(passed.failsTheStrategy()).isFalse();
    assertThat(passed.withFindings(List.of(FINDING)).failsTheStrategy()).isTrue();
    assertThat(passed.withFindings(List.of(SLOW)).failsTheStrategy()).isFalse();
    CaseRecord rated = CaseRecord.fail("a", CaseRecord.RATE_TIER, "no");
    assertThat(rated.failsTheStrategy()).isFalse();
    assertThat(rated.withFindings(List.of(FINDING)).failsTheStrategy()).isTrue();
    assertThat(CaseRecord.fail("a", "P1", "no").failsTheStrategy()).isTrue();
  }

  @Test
  void aTimelineIsReadAsItWasWritten() {
    Timeline timeline =
        new Timeline(
            Map.of("exclusive", List.of(new Lane("undisturbed", "T0", Lane.Mode.WRITE, 0, 99))));
    assertThat(Timeline.fromJson(timeline.toJson())).isEqualTo(timeline);
  }
}

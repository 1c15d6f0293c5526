// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.FindingClass;
import org.mmkit.suite.json.Json;
import org.mmkit.suite.json.JsonObject;

class RunJsonTest {
  private static final RunRecord RUN =
      new RunRecord(
          20180809,
          List.of(
              new StrategyRecord(
                  "twophase-v2",
                  "v2",
                  Verdict.FAIL,
                  List.of(
                      new FindingRecord(
                          "MM0305",
                          FindingClass.SAFETY,
                          "L1",
                          "stale page",
                          "race/reuse",
                          "mvn x")),
                  List.of(
                      new StageRecord(
                          "race",
                          List.of(
                              CaseRecord.pass("fork", "P1"),
                              CaseRecord.fail("reuse", "P1", "T1 read 'b'.\n1 T0 munmap"),
                              CaseRecord.skip("lock", "P2", "not modelled: mlock"),
                              CaseRecord.broken("gap", "", "threw")))),
                  new TreeMap<>(Map.of("hold", new TreeMap<>(Map.of("total_ns", 12L)))))));

  @Test
  void evidenceIsReadBackAsItWasWritten() {
    Evidence evidence =
        new Evidence(
            "one came before the other",
            "MyUnmap.java:7",
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
            List.of(1, 2),
            2,
            1,
            5,
            new Evidence.Maps(List.of("a"), List.of(), List.of("b", "c")));
    FindingRecord finding =
        new FindingRecord(
            "MM0221",
            FindingClass.SAFETY,
            "U1",
            "use after free",
            "explore/a",
            "mvn x",
            "a.sched",
            Optional.of(evidence));
    String text = Json.pretty(RunJson.finding(finding).fields());
    assertThat(RunJson.readFinding(JsonObject.parse(text))).isEqualTo(finding);
    assertThat(text).contains("\"end\": \"preempted\"").contains("\"no_return_step\": 1");
  }

  @Test
  void theFormIsTheDocumentedOne() {
    assertThat(RunJson.write(RUN))
        .isEqualTo(
            """
            {
              "schema": 1,
              "seed": 20180809,
              "strategies": [
                {
                  "id": "twophase-v2",
                  "source": "v2",
                  "verdict": "FAIL",
                  "findings": [
                    {
                      "code": "MM0305",
                      "class": "safety",
                      "rule": "L1",
                      "title": "stale page",
                      "case": "race/reuse",
                      "replay": "mvn x"
                    }
                  ],
                  "stages": [
                    {
                      "id": "race",
                      "passed": 1,
                      "failed": 2,
                      "skipped": 1,
                      "cases": [
                        {
                          "id": "fork",
                          "tier": "P1",
                          "status": "PASS",
                          "message": ""
                        },
                        {
                          "id": "reuse",
                          "tier": "P1",
                          "status": "FAIL",
                          "message": "T1 read 'b'.\\n1 T0 munmap"
                        },
                        {
                          "id": "lock",
                          "tier": "P2",
                          "status": "SKIP",
                          "message": "not modelled: mlock"
                        },
                        {
                          "id": "gap",
                          "tier": "",
                          "status": "BROKEN",
                          "message": "threw"
                        }
                      ]
                    }
                  ],
                  "measures": {
                    "hold": {
                      "total_ns": 12
                    }
                  }
                }
              ]
            }
            """);
  }

  @Test
  void whatWasWrittenIsReadAsItWas() {
    assertThat(RunJson.read(RunJson.write(RUN))).isEqualTo(RUN);
  }

  @Test
  void anotherSchemaIsRefused() {
    String newer = RunJson.write(RUN).replace("\"schema\": 1", "\"schema\": 2");
    assertThatThrownBy(() -> RunJson.read(newer))
        .hasMessage("JSON: schema 2, but this mmkit reads 1");
  }

  @Test
  void aTimelineIsReadAsItWasWritten() {
    Timeline timeline =
        new Timeline(
            Map.of("exclusive", List.of(new Lane("undisturbed", "T0", Lane.Mode.WRITE, 0, 99))));
    assertThat(Timeline.fromJson(timeline.toJson())).isEqualTo(timeline);
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.record.CaseRecord;

class ProgressLogTest {
  private final List<String> lines = new ArrayList<>();
  private final ProgressLog plain =
      new ProgressLog(l -> lines.add("I " + l), l -> lines.add("W " + l), Optional.empty());

  @Test
  void withoutATerminalThereAreOnlyWholeLines() {
    plain.strategyBegins("exclusive");
    plain.stageBegins("race", 3);
    plain.announces("race", "three\u001b[2J cases");
    plain.caseEnds(CaseRecord.pass("a", ""));
    plain.caseEnds(CaseRecord.fail("b", "", "T1 saw half.\n1 T0"));
    plain.caseEnds(CaseRecord.skip("c", "", "not modelled"));
    plain.stageEnds("race");
    assertThat(lines)
        .containsExactly(
            "I mmkit: race: three?[2J cases",
            "W FAIL race/b: T1 saw half.",
            "I SKIP race/c: not modelled",
            "I exclusive            race             1 passed     1 failed     1 skipped");
  }

  @Test
  void ofFailuresOfOneKindTheFirstIsShown() {
    plain.strategyBegins("s");
    plain.stageBegins("race", 100);
    for (int i = 0; i < 100; i++) {
      plain.caseEnds(CaseRecord.fail("c" + i, "", "no"));
    }
    assertThat(lines).containsExactly("W FAIL race/c0: no");
  }

  @Test
  void onlyTheFirstSkippedCasesAreShown() {
    plain.strategyBegins("s");
    plain.stageBegins("race", 100);
    for (int i = 0; i < 100; i++) {
      plain.caseEnds(CaseRecord.skip("c" + i, "", "no"));
    }
    assertThat(lines)
        .hasSize(4)
        .last()
        .isEqualTo("I more skipped cases of stage race are in the results");
  }

  @Test
  void whatAStrategyPrintsIsTaggedAndHarmless() {
    plain.strategyBegins("s");
    plain.output("T1", "hi\u001b[2J\nthere\n");
    assertThat(lines).containsExactly("I [T1] hi?[2J", "I [T1] there");
  }

  @Test
  void aFloodOfOutputIsCut() {
    plain.strategyBegins("s");
    plain.output("T1", "x\n".repeat(10_000));
    assertThat(lines).hasSize(201).last().isEqualTo("W further output of s is not shown");
  }

  @Test
  void onATerminalOneLineIsWrittenOver() {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    PrintStream terminal = new PrintStream(screen, true, StandardCharsets.UTF_8);
    ProgressLog log = new ProgressLog(lines::add, lines::add, Optional.of(terminal));
    log.strategyBegins("exclusive");
    log.stageBegins("race", 3);
    log.stageEnds("race");
    assertThat(screen.toString(StandardCharsets.UTF_8))
        .isEqualTo("\r\u001b[Kexclusive race 0/3\r\u001b[K");
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.hint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmkit.plugin.run.InputException;
import org.mmkit.suite.check.SpecRule;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;

/** Hints come one after the other, for what fails first. */
class NextHintTest {
  private static final String HINTS =
      """
      # A comment.
      [broken]
      - Begin.

      [L1 L5]
      - Who finds the VMA
        after its pages are gone?
      - Take it out first.
      [hold/*]
      - What takes the time?
      """;

  @TempDir Path project;

  private List<String> hint(CaseRecord... cases) throws IOException {
    Verdict verdict =
        List.of(cases).stream().anyMatch(CaseRecord::failsTheStrategy)
            ? Verdict.FAIL
            : List.of(cases).stream().anyMatch(c -> c.status().name().equals("BROKEN"))
                ? Verdict.BROKEN
                : Verdict.PASS;
    StrategyRecord mine =
        new StrategyRecord(
            "mine", "", verdict, List.of(new StageRecord("hold", List.of(cases))), new TreeMap<>());
    Path run =
        Files.writeString(project.resolve("run.json"), new RunRecord(1, List.of(mine)).toJson());
    Path hints = Files.writeString(project.resolve("hints.txt"), HINTS);
    return new NextHint(run, hints, new HintLog(project)).give();
  }

  private static CaseRecord breaks(SpecRule rule) {
    return CaseRecord.fail("x", "", "x")
        .withFindings(List.of(FindingRecord.of(rule, "x", "hold/x", "mvn")));
  }

  @Test
  void eachOnceAndThenNone() throws IOException {
    assertThat(hint(breaks(SpecRule.L5)))
        .containsExactly(
            "Hint 1 of 2 for L5 in hold/x:", "  Who finds the VMA after its pages are gone?");
    assertThat(hint(breaks(SpecRule.L1)))
        .containsExactly("Hint 2 of 2 for L1 in hold/x:", "  Take it out first.");
    assertThatThrownBy(() -> hint(breaks(SpecRule.L1)))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "There is no further hint for L1 in hold/x: all 2 were given. The last one was: Take it"
                + " out first.");
    assertThat(new HintLog(project).given()).isEqualTo(2);
  }

  @Test
  void aFailureWithoutARuleIsMeantByItsCase() throws IOException {
    assertThat(hint(CaseRecord.pass("a", ""), CaseRecord.fail("mmap", "", "slow")))
        .containsExactly("Hint 1 of 1 for hold/mmap:", "  What takes the time?");
  }

  @Test
  void whatBrokeComesFirst() throws IOException {
    assertThat(hint(breaks(SpecRule.L1), CaseRecord.broken("b", "", "exception")))
        .containsExactly("Hint 1 of 1 for broken in hold/b:", "  Begin.");
  }

  @Test
  void aPassNeedsNone() {
    assertThatThrownBy(() -> hint(CaseRecord.pass("a", "")))
        .hasMessageStartingWith("The last run passed");
  }

  @Test
  void withoutALastRunThereIsNone() throws IOException {
    Path hints = Files.writeString(project.resolve("hints.txt"), HINTS);
    assertThatThrownBy(
            () -> new NextHint(project.resolve("run.json"), hints, new HintLog(project)).give())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("run mvn mmkit:verify first");
  }

  @Test
  void withoutAFileThereIsNone() {
    assertThatThrownBy(
            () -> new NextHint(project, project.resolve("none"), new HintLog(project)).give())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("(mmkit.hints)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "- early             | h:1: a hint outside of a block. Begin one such as: [L1 race/*]",
        "[]                  | h:1: whom are these hints for? Write such as: [L1 race/*]",
        "[L1]                | h:1: the block [L1] has no hint.",
        "[L1]~x              | h:2: \"x\" is no hint. Begin it with a dash.",
        "[L1]~- a~[L1]~- b   | h:4: there are two blocks [L1]. Join them.",
      })
  void errorsNameTheLine(String text, String sentence) {
    assertThatThrownBy(() -> Hints.parse("h", List.of(text.split("~"))))
        .isInstanceOf(InputException.class)
        .hasMessage(sentence);
  }
}

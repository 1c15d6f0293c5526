// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;

class CauseReportTest {
  @TempDir Path folder;

  private static List<String> lines(Paint paint) {
    return new CauseReport(SampleRun.FAILED, 1, Sources.none()).lines(paint);
  }

  @Test
  void whatCanBeDrawnComesFirstAndTheRestInALineEach() {
    assertThat(lines(Paint.NONE))
        .containsExactly(
            "sections-v1 FAIL: 3 causes to mend, met by 3 programs",
            "  A mapping reappeared. (SectionsV1.java:46)",
            "  seen:  T1 saw half. (MM0304 L4, race/reuse)",
            "  why:   Truncation walks the mappings of a file; a mapping that it does",
            "         not find keeps the page.",
            "  again: mvn mmkit:replay -Dmmkit.sched=sections-v1-reuse-MM0304.sched",
            "  set-up: map(0,1)",
            "  step     T0" + " ".repeat(29) + "T1",
            "     1 *   *munmap",
            "           ~~ preempted before free",
            "     2 *!  " + " ".repeat(31) + "*!mmap",
            "  * the steps that conflict   ! it shows",
            "also: unmap(2,2) gave EINVAL instead of OK. 1 program:",
            "      conformance/MUN-020",
            "also: T1 saw <half>. 1 program: race/long");
  }

  private static FindingRecord finding(String sentence, FindingRecord.Place place) {
    return new FindingRecord(
        new FindingRecord.RuleRecord(
            "MM0701", FindingClass.SAFETY, "C1", "result of a call differs from the kernel's"),
        sentence,
        place,
        "conformance/MUN-004",
        "mvn x",
        Optional.empty(),
        Optional.empty(),
        new TreeSet<>());
  }

  private static List<String> lines(CaseRecord record) {
    StageRecord stage = new StageRecord("conformance", List.of(record));
    StrategyRecord strategy =
        new StrategyRecord("s", "", Verdict.FAIL, List.of(stage), new TreeMap<>());
    return new CauseReport(strategy, 1, Sources.none()).lines(Paint.NONE);
  }

  @Test
  void sentencesAreWrappedAndTheColumnsAreThere() {
    String message =
        "mun.cases:7: unmap(0,0) gave ENOMEM instead of EINVAL\n"
            + "  line  call        strategy  kernel\n"
            + "  7     unmap(0,0)  ENOMEM    EINVAL  <--";
    String sentence =
        "unmap(0,0) gave ENOMEM instead of EINVAL, and so on and so on through words enough for"
            + " a sentence of three lines, which nothing has cut before its end";
    assertThat(
            lines(
                CaseRecord.fail("MUN-004", "P1", message)
                    .withFindings(List.of(finding(sentence, FindingRecord.Place.UNKNOWN)))))
        .contains(
            "  seen:  unmap(0,0) gave ENOMEM instead of EINVAL, and so on and so on",
            "         through words enough for a sentence of three lines, which",
            "         nothing has cut before its end. (MM0701 C1,",
            "         conformance/MUN-004)",
            "  7     unmap(0,0)  ENOMEM    EINVAL  <--")
        .noneMatch(line -> line.contains("…"));
  }

  @Test
  void whatIsCutEndsInAnEllipsis() {
    String endless = "word ".repeat(10_000);
    List<String> lines =
        lines(
            CaseRecord.fail("MUN-004", "P1", "no")
                .withFindings(List.of(finding(endless, FindingRecord.Place.UNKNOWN))));
    assertThat(lines).hasSizeLessThan(30);
    assertThat(lines).filteredOn(line -> line.endsWith(" …")).hasSize(1);
  }

  @Test
  void coloursAreForTerminals() {
    assertThat(lines(Paint.NONE)).noneMatch(line -> line.contains("\u001b"));
    assertThat(lines(Paint.ANSI)).anyMatch(line -> line.contains("\u001b[1;31m"));
  }

  @Test
  void whatBrokeIsTold() {
    assertThat(new CauseReport(SampleRun.BROKEN, 1, Sources.none()).lines(Paint.NONE))
        .containsExactly(
            "student.MyUnmap BROKEN: 1 cause to mend, met by 1 program",
            "  The strategy called System.exit at MyUnmap.java:12.",
            "  again: mvn mmkit:verify -Dmmkit.strategy=student.MyUnmap"
                + " -Dmmkit.case=conformance/MUN-020 -Dmmkit.seed=1");
  }

  @Test
  void sourcesAreShownWithoutWhatMovesACursor() throws IOException {
    Path file = Files.createDirectories(folder.resolve("student")).resolve("MyUnmap.java");
    Files.writeString(file, "one\n\ttwo\u001b[2J\nthree\n");
    Sources sources = new Sources(List.of(folder));
    assertThat(sources.line("MyUnmap.java:2")).contains("    two?[2J");
    assertThat(sources.line("MyUnmap.java:9")).isEmpty();
    assertThat(sources.line("Other.java:1")).isEmpty();
    assertThat(sources.line("../MyUnmap.java:1")).isEmpty();
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

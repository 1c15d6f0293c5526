// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.Timeline;

class HtmlReportTest {
  private static final String PAGE =
      HtmlReport.write(SampleRun.RUN, SampleRun.TIMELINE, SampleRun.REMARKS, Sources.none());

  @Test
  void thePageIsTheOneThatIsKept() throws IOException {
    Golden.compare(PAGE, "sample-report.html");
  }

  @Test
  void thePageIsAFunctionOfTheFiles() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      String again =
          HtmlReport.write(
              RunRecord.fromJson(SampleRun.RUN.toJson()),
              Timeline.fromJson(SampleRun.TIMELINE.toJson()),
              SampleRun.REMARKS,
              Sources.none());
      assertThat(again).isEqualTo(PAGE);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void thePageNeedsNoOtherFile() {
    assertThat(PAGE).doesNotContainPattern("(src|href|url)\\s*[=(]").doesNotContain("<script");
  }

  @Test
  void whatAStrategySaysCannotBecomeMarkup() {
    assertThat(PAGE).doesNotContain("<half>").contains("T1 saw half.");
  }

  @Test
  void failuresComeBeforeTheMeasures() {
    assertThat(PAGE.indexOf("What failed"))
        .isPositive()
        .isLessThan(PAGE.indexOf("How long mmap_sem is held"));
  }

  @Test
  void theShortestSequenceIsShownWithItsReplay() {
    assertThat(PAGE)
        .contains("step     T0")
        .contains("BUG: MMKIT: a mapping reappeared [MM0304 L4]")
        .contains("-Dmmkit.sched=sections-v1-reuse-MM0304.sched");
  }

  @Test
  void aRunWithoutMeasuresHasNoCharts() {
    var run = new RunRecord(1, List.of(SampleRun.BROKEN));
    String page =
        HtmlReport.write(run, new Timeline(java.util.Map.of()), List.of(), Sources.none());
    assertThat(page).doesNotContain("<svg").contains("MyUnmap.java:12");
  }
}

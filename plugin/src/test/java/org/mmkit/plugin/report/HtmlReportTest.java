// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Timeline;
import org.mmkit.suite.record.Verdict;

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
    assertThat(PAGE)
        .doesNotContainPattern("(src|url)\\s*[=(]")
        .doesNotContainPattern("href=\"[^#]")
        .doesNotContainPattern("\\b(fetch|import|XMLHttpRequest|WebSocket)\\s*\\(");
  }

  private static String page(StageRecord stage, Verdict verdict) {
    StrategyRecord strategy = new StrategyRecord("s", "", verdict, List.of(stage), new TreeMap<>());
    RunRecord run = new RunRecord(1, List.of(strategy));
    return HtmlReport.write(run, SampleRun.TIMELINE, List.of(), Sources.none());
  }

  @Test
  void thePageSaysThatARunWasCutOff() {
    List<CaseRecord> failed = List.of(CaseRecord.fail("MUN-1", "P1", "no"));
    String sentence = "Not judged: 5 of 6 cases, because the first causes are enough.";
    String cut =
        page(
            new StageRecord("race", failed, Optional.empty(), Optional.of(sentence)), Verdict.FAIL);
    assertThat(cut).contains("Not all cases were judged:", "<small>" + sentence + "</small>");
    assertThat(page(new StageRecord("race", failed), Verdict.FAIL)).doesNotContain("judged:");
  }

  @Test
  void whatIsNotedOfAStrategyThatPassesIsOnItsPage() {
    List<FindingRecord> slow =
        SampleRun.RUN.strategies().stream()
            .flatMap(s -> s.findings().stream())
            .filter(f -> !f.isUnsafe())
            .toList();
    CaseRecord passed = CaseRecord.pass("MUN-1", "P1").withFindings(slow);
    String page = page(new StageRecord("race", List.of(passed)), Verdict.PASS);
    assertThat(page).contains("Noted, without failing a strategy", slow.get(0).broken().title());
    assertThat(page).contains("It broke no rule that fails a strategy.");
    assertThat(page).as("no run was recorded").doesNotContain("open in Perfetto");
  }

  @Test
  void whatAStrategySaysCannotBecomeMarkup() {
    assertThat(PAGE).doesNotContain("<half>").contains("T1 saw half.");
  }

  @Test
  void onlyTheScriptOfThePageMayRun() throws Exception {
    int begin = PAGE.lastIndexOf("<script>") + "<script>".length();
    String script = PAGE.substring(begin, PAGE.indexOf("</script>", begin));
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
    assertThat(PAGE)
        .contains("default-src 'none'")
        .contains("script-src 'sha256-" + Base64.getEncoder().encodeToString(digest) + "'")
        .doesNotContainPattern("\\son[a-z]+=");
  }

  @Test
  void ofOneStrategyTheFailuresComeBeforeTheMeasures() {
    String page = page(SampleRun.FAILED);
    assertThat(page.indexOf("What to mend</h2>"))
        .isPositive()
        .isLessThan(page.indexOf("How long mmap_sem is held"));
    assertThat(PAGE.indexOf("What to mend</h2>"))
        .isGreaterThan(PAGE.indexOf("How long mmap_sem is held"));
  }

  @Test
  void theFirstScreenLeadsToWhatIsToBeMendedFirst() {
    assertThat(page(SampleRun.FAILED))
        .contains("✗ Fail")
        .contains("<a href=\"#sections-v1-mm0304-sectionsv1-java-46\">")
        .contains("id=\"sections-v1-mm0304-sectionsv1-java-46\"");
  }

  private static String page(StrategyRecord strategy) {
    return HtmlReport.write(
        new RunRecord(1, List.of(strategy)), SampleRun.TIMELINE, List.of(), Sources.none());
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

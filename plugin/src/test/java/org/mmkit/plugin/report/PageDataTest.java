// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.FindingClass;
import org.mmkit.suite.json.RecordCodec;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.Evidence;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.Moment;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;

class PageDataTest {
  private static Moment moment(String task, String did, Map<String, String> changes) {
    return new Moment(task, did, "unmap(0,1)", "MyUnmap.java:7", new TreeMap<>(changes));
  }

  private static final Evidence RUN =
      new Evidence(
          "s",
          List.of(),
          List.of(),
          List.of("T1"),
          List.of(
              new Evidence.Block(
                  "T1", List.of(new Evidence.Deed(1, "down_write")), Evidence.End.DONE, "")),
          new Evidence.Marks(List.of(1, 2), 2, 1, 0),
          new Evidence.Maps(List.of(), List.of(), List.of()),
          List.of(
              moment("", "the set-up is done", Map.of("vma 0-1", "rw-p", "count rss", "1")),
              moment("T1", "down_write", Map.of("lock &mm->mmap_sem", "T1 WRITE </script>")),
              moment("T1", "store vma", Map.of("vma 0-1", "", "count rss", "0"))));

  private static StrategyRecord strategy() {
    FindingRecord finding =
        new FindingRecord(
            new FindingRecord.RuleRecord("MM0711", FindingClass.SAFETY, "L1", "title"),
            "it happened",
            new FindingRecord.Place(Optional.empty(), OptionalInt.empty(), Optional.empty()),
            "explore/a",
            "mvn",
            Optional.empty(),
            Optional.of(RUN),
            new TreeSet<>());
    CaseRecord one = CaseRecord.fail("a", "", "no").withFindings(List.of(finding));
    return new StrategyRecord(
        "s", "", Verdict.FAIL, List.of(new StageRecord("explore", List.of(one))), new TreeMap<>());
  }

  static String json() {
    PageData data = new PageData(Sources.none());
    new CauseReport(strategy(), 1, Sources.none()).cards().forEach(data::add);
    return data.json();
  }

  @Test
  void aRunIsThereWithItsSteps() {
    PageData.All all = RecordCodec.read(json(), PageData.All.class);
    PageData.Run run = all.runs().get("s-mm0711");
    assertThat(run.steps()).extracting(PageData.Step::did).contains("down_write", "store vma");
    assertThat(run.found()).isEqualTo(2);
    assertThat(all.glossary().get("downgrade_write")).contains("goes on as a reader");
  }

  @Test
  void whatASourceSaysCannotBecomeMarkup() {
    assertThat(json()).doesNotContain("<").contains("\\u003c/script\\u003e");
  }

  @Test
  void aTraceHasATrackForEachTaskAndCounter() {
    Map<String, String> files = ChromeTrace.files(new RunRecord(1, List.of(strategy())));
    assertThat(files).containsOnlyKeys("s-mm0711.json");
    assertThat(files.get("s-mm0711.json"))
        .startsWith(
            "{\"displayTimeUnit\":\"ns\",\"traceEvents\":["
                + "{\"ph\":\"M\",\"name\":\"thread_name\",\"pid\":1,\"tid\":0,"
                + "\"args\":{\"name\":\"T1\"}},{\"ph\":\"C\",\"name\":\"rss\"")
        .contains("{\"ph\":\"X\",\"name\":\"store vma\",\"pid\":1,\"tid\":0,\"ts\":2,\"dur\":1,")
        .endsWith("\"name\":\"rss\",\"pid\":1,\"tid\":0,\"ts\":2,\"args\":{\"rss\":0}}]}");
  }

  @Test
  void thePageOfWordsIsTheOneThatTheReportUses() throws Exception {
    Path page = Path.of("../site/src/site/markdown/glossary.md");
    StringBuilder rows = new StringBuilder();
    Words.glossary().forEach((word, text) -> rows.append("| `" + word + "` | " + text + " |\n"));
    if (Boolean.getBoolean("mmkit.updateBaselines")) {
      String old = Files.readString(page);
      Files.writeString(page, old.substring(0, old.indexOf("| --- | --- |\n") + 14) + rows);
    }
    assertThat(Files.readString(page)).endsWith("| --- | --- |\n" + rows);
  }
}

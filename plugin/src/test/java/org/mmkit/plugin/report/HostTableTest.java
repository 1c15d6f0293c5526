// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Timeline;
import org.mmkit.suite.record.Verdict;

/** What goal host measured, as the page shows it. */
class HostTableTest {
  private static final RunRecord RUN =
      run(
          CaseRecord.pass("munmap-1gib", ""),
          CaseRecord.pass("overlay-64mib", "", "not traced: tracefs, <needs> root"),
          CaseRecord.skip("brk-4kib", "", "not traced: no C compiler"),
          CaseRecord.broken("mremap-2mib", "", "It threw <b>.\nat a line"),
          CaseRecord.pass("munmap-2mib", ""),
          CaseRecord.pass("table", "", "as text"));

  private static final String PAGE =
      HtmlReport.write(RUN, new Timeline(Map.of()), List.of(), Sources.none());

  @Test
  void theTableIsTheOneThatIsKept() throws IOException {
    int begin = PAGE.indexOf("<section id=\"host\"");
    Golden.compare(PAGE.substring(begin, PAGE.indexOf("</section>", begin)), "sample-host.html");
  }

  @Test
  void eachRowHasTheKernelBesideTheModel() {
    HostTable table = HostTable.of(RUN).orElseThrow();
    assertThat(table.rows())
        .extracting(row -> row.operation() + " " + row.size())
        .containsExactly(
            "munmap 1 GiB",
            "MAP_FIXED overlay 64 MiB",
            "brk shrink 4 KiB",
            "mremap shrink 2 MiB",
            "munmap 2 MiB");
    assertThat(table.rows().get(0).cells())
        .extracting(HostTable.Cell::kernel)
        .containsExactly("6.3 µs", "128 ms", "10.3 ms (0.08)", "122 ms (0.95)", "11.5 ms (0.09)");
    assertThat(table.rows().get(0).cells())
        .extracting(HostTable.Cell::model)
        .containsExactly("300 ns", "31.1 ms", "0 ns (0.00)", "28 ms (1.00)", "0 ns (0.00)");
  }

  @Test
  void whatWasNotMeasuredSaysWhyInItsCell() {
    HostTable table = HostTable.of(RUN).orElseThrow();
    assertThat(whys(table, 1))
        .containsExactly(
            "not traced: tracefs, <needs> root",
            "not traced: tracefs, <needs> root",
            "",
            "not timed",
            "not timed");
    assertThat(whys(table, 2))
        .startsWith("not traced: no C compiler", "not traced: no C compiler", "not timed");
    assertThat(whys(table, 3)).containsOnly("It threw <b>.");
    assertThat(PAGE).doesNotContain("<needs>").contains("&lt;needs&gt;").doesNotContain("<b>.");
  }

  @Test
  void thePageIsOneOfMeasuresAndNotOfVerdicts() {
    assertThat(PAGE)
        .contains("<p class=\"verdict\">The kernel that ran, beside the model</p>")
        .contains("Linux 6.18.44. &lt;i&gt;")
        .doesNotContain("id=\"results\"")
        .doesNotContain("certificates</summary>");
    assertThat(HostTable.of(SampleRun.RUN)).isEmpty();
  }

  private static List<String> whys(HostTable table, int row) {
    return table.rows().get(row).cells().stream().map(HostTable.Cell::why).toList();
  }

  private static RunRecord run(CaseRecord... cases) {
    TreeMap<String, SortedMap<String, Long>> measures = new TreeMap<>();
    TreeMap<String, Long> host = new TreeMap<>();
    put(host, "munmap.1gib.", "write_hold", 6_300, "read_hold", 128_302_100);
    put(host, "munmap.1gib.", "reader_wait", 10_300_000, "reader_window", 128_400_000);
    put(host, "munmap.1gib.", "writer_wait", 122_000_000, "writer_window", 128_400_000);
    put(host, "munmap.1gib.", "fault_wait", 11_500_000, "fault_window", 128_400_000);
    put(host, "munmap.1gib.", "model_write_hold", 300, "model_read_hold", 31_126_200);
    put(host, "munmap.1gib.", "model_reader_wait", 0, "model_window", 28_013_000);
    put(host, "munmap.1gib.", "model_writer_wait", 28_013_000, "model_fault_wait", 0);
    put(host, "overlay.64mib.", "reader_wait", 4_000_000, "reader_window", 4_000_000);
    put(host, "overlay.64mib.", "writer_wait", 4_000_000, "writer_window", 0);
    put(host, "brk.4kib.", "model_write_hold", 300, "model_read_hold", 0);
    put(host, "munmap.2mib.", "write_hold", 4_000, "read_hold", 90_000);
    measures.put("host", host);
    StageRecord stage =
        new StageRecord("host", List.of(cases), Optional.of("Linux 6.18.44. <i>The model</i>."));
    return new RunRecord(
        1, List.of(new StrategyRecord("gather-6.12", "", Verdict.PASS, List.of(stage), measures)));
  }

  private static void put(
      Map<String, Long> into, String prefix, String one, long ns, String other, long otherNs) {
    into.put(prefix + one + "_ns", ns);
    into.put(prefix + other + "_ns", otherNs);
  }
}

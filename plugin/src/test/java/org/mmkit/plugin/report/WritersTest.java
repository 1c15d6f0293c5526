// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmkit.plugin.chart.Durations;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;
import org.w3c.dom.Element;

class WritersTest {

  @Test
  void junitXmlIsTheOneThatIsKept() throws IOException {
    Golden.compare(JunitXml.write(SampleRun.FAILED), "sample-junit.xml");
  }

  @Test
  void junitXmlHoldsWhateverAStrategyPrints() throws Exception {
    String hostile = "]]></failure>\u0000\u001b&<x a=\"\ud800\">\n\uffff";
    StrategyRecord strategy =
        new StrategyRecord(
            "a\"<b>/../c",
            "",
            Verdict.FAIL,
            List.of(new StageRecord("race", List.of(CaseRecord.fail(hostile, "", hostile)))),
            new TreeMap<>());
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new ByteArrayInputStream(JunitXml.write(strategy).getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement();
    assertThat(root.getAttribute("failures")).isEqualTo("1");
    assertThat(root.getElementsByTagName("failure").getLength()).isEqualTo(1);
    assertThat(JunitXml.fileName(strategy.id())).isEqualTo("TEST-mmkit-a__b__.._c.xml");
  }

  @Test
  void anExplanationHasASentenceTheSequenceAndTheReplayForEachStage() {
    assertThat(new Explanation(SampleRun.FAILED, 1).lines())
        .containsExactly(
            "sections-v1: stage conformance failed 1 of 3 cases, such as MUN-020: unmap(2,2) gave"
                + " EINVAL instead of OK",
            "    replay: mvn mmkit:verify -Dmmkit.strategy=sections-v1"
                + " -Dmmkit.case=conformance/MUN-020 -Dmmkit.seed=1",
            "sections-v1: stage race failed 2 of 3 cases, such as reuse: a mapping reappeared"
                + " (MM0304, rule L4). T1 saw half.",
            "    T0's \"munmap\" came before T1's \"mmap\": T1 saw <half>",
            "    set-up: map(0,1)",
            "    step     T0" + " ".repeat(43) + "T1",
            "       1 *   *munmap",
            "             ~~ preempted before free",
            "       2 *!  " + " ".repeat(45) + "*!mmap",
            "    * the steps that conflict   ! it shows",
            "    maps before:",
            "      0-1 rw-p",
            "    maps when it shows: nothing",
            "    maps afterwards: the same",
            "    =====",
            "    BUG: MMKIT: a mapping reappeared [MM0304 L4]",
            "    =====",
            "    replay: mvn mmkit:replay -Dmmkit.sched=sections-v1-reuse-MM0304.sched");
  }

  @Test
  void anExplanationOfABrokenRunStartsWithWhatBrokeIt() {
    assertThat(new Explanation(SampleRun.BROKEN, 1).lines())
        .startsWith(
            "student.MyUnmap: stage conformance is broken at MUN-020: The strategy called"
                + " System.exit in conformance/MUN-020 at MyUnmap.java:12.");
  }

  @Test
  void aPassNeedsNoExplanation() {
    assertThat(new Explanation(SampleRun.PASSED, 1).lines()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 ns",
    "999, 999 ns",
    "1000, 1 µs",
    "18349, 18.3 µs",
    "999499, 999 µs",
    "999999, 1 ms",
    "2486000000, 2.49 s",
    "9999999999, 10 s",
    "123456789012, 123 s",
    "1234567890123, 1230 s"
  })
  void timesHaveThreeDigits(long ns, String text) {
    assertThat(Durations.of(ns)).isEqualTo(text);
  }
}

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

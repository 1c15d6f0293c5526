// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmkit.plugin.run.InputException;

class CertificateFileTest {
  private static final String TEXT =
      """
      mmkit certificates 1
      kit 11
      submission 22
      seed 20180809
      budget default
      exclusive explore/s01-upper: exhausted: 2 tasks, 46 traces; ≤ 2 preemptions: 169 schedules
      exclusive explore/s08-room: bounded (2 preemptions): 3 tasks, 1 724 schedules, 61 traces
      """;

  private static CertificateFile read(String text) {
    return CertificateFile.parse("certificates.txt", text);
  }

  @Test
  void isReadAsItWasWritten() {
    assertThat(read(TEXT).write()).isEqualTo(TEXT);
    String some = TEXT.replace("budget default", "budget 100");
    assertThat(read(some).write()).isEqualTo(some);
    read(TEXT).requireSame("certificates.txt", read(TEXT));
  }

  @ParameterizedTest
  @CsvSource({
    "mmkit certificates 1, mmkit certificates 2, 1",
    "kit 11, kit, 2",
    "submission 22, subject 22, 3",
    "seed 20180809, seed twelve, 4",
    "budget default, budget 0, 5",
    "exclusive explore/s01-upper: exhausted, exclusive s01-upper exhausted, 6",
    "s08-room, s01-upper, 7",
  })
  void aLineThatIsNoneIsNamed(String from, String to, int line) {
    assertThatThrownBy(() -> read(TEXT.replace(from, to)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("certificates.txt:" + line + ": the line ");
  }

  @ParameterizedTest
  @CsvSource({
    "kit 11, kit 12, 2",
    "submission 22, submission 23, 3",
    "46 traces, 47 traces, 6",
    "61 traces, 62 traces, 7",
    "s08-room, s09-huge, 7",
  })
  void aLineThatIsNotSoIsNamed(String from, String to, int line) {
    assertThatThrownBy(
            () -> read(TEXT.replace(from, to)).requireSame("certificates.txt", read(TEXT)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("certificates.txt:" + line + ": the line ");
  }

  @Test
  void aFileWithoutCertificatesCertifiesNothing() {
    String head = TEXT.substring(0, TEXT.indexOf("exclusive"));
    assertThatThrownBy(() -> read(head)).hasMessageContaining("there is no certificate");
    assertThatThrownBy(() -> read("")).hasMessageStartingWith("certificates.txt:1: ");
  }
}

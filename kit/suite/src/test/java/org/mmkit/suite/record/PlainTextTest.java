// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of text that lies, in one line and in several. */
class PlainTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "plain text|plain text",
        "ä€\uD83D\uDE00|ä€\uD83D\uDE00",
        "a\u001b[2Jb|a?[2Jb",
        "a\rb|a / b",
        "a\u0085b|a / b",
        "a\u2028b|a / b",
        "a\u0000b|a?b",
        "a\u009b1mb|a?1mb",
        "a\bb|a?b",
        "a\u202eb|a?b",
        "a\u200bb|a?b",
        "a\ufeffb|a?b",
        "a\ud800b|a?b",
        "a\udc00b|a?b",
        "a\uffffb|a?b",
      })
  void inOneLine(String text, String shown) {
    assertThat(PlainText.line(text, 100)).isEqualTo(shown);
  }

  @Test
  void newLinesStayWhereThereMayBeSeveral() {
    assertThat(PlainText.line("a\n\nb", 100)).isEqualTo("a / b");
    assertThat(PlainText.lines("a\r\nb\rc\n\td\u001b", 100)).isEqualTo("a\nb\nc\n\td?");
  }

  @Test
  void itIsCutAndNotWithinACharacter() {
    assertThat(PlainText.line("x".repeat(300 << 20), 10)).isEqualTo("xxxxxxxxxx…");
    assertThat(PlainText.line("abc\uD83D\uDE00", 4)).isEqualTo("abc…");
    assertThat(PlainText.lines("abc\uD83D\uDE00", 5)).isEqualTo("abc\uD83D\uDE00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "MUN-020", "v4.20", "a_b", "0", "student.MyUnmap"})
  void properIds(String id) {
    assertThat(PlainText.isId(id)).isTrue();
    assertThat(PlainText.id(id)).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "../x", "a b", "a/b", "a\nb", "-a", ".a", "_a", "a$b", "ä", "a\ud800", "<b>", "a|b",
        "::a"
      })
  void otherIds(String id) {
    assertThat(PlainText.isId(id)).isFalse();
    assertThat(PlainText.isId(PlainText.id(id))).isTrue();
  }

  @Test
  void longIds() {
    assertThat(PlainText.isId("a".repeat(64))).isTrue();
    assertThat(PlainText.isId("a".repeat(65))).isFalse();
    assertThat(PlainText.id("student." + "a".repeat(60_000) + ".MyUnmap"))
        .hasSize(64)
        .endsWith("MyUnmap");
  }
}

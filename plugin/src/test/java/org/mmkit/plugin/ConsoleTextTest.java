// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines that somebody or something could take for ours, or for a command. */
class ConsoleTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      maxCharsPerColumn = 10_000,
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "    1 T1 munmap#    1 T1 munmap",
        "race::reuse#race::reuse",
        "::error::no#:\\:error::no",
        "  ::set-output name=a::b#  :\\:set-output name=a::b",
        "BUILD SUCCESS#| BUILD SUCCESS",
        "    BUILD SUCCESS#|     BUILD SUCCESS",
        "[INFO] mine PASS#| [INFO] mine PASS",
        " [ERROR] x#|  [ERROR] x",
        "Tests run: 1, Failures: 0#| Tests run: 1, Failures: 0",
        "a\u001b[2Jb\u001b]0;t\u0007#a?[2Jb?]0;t?",
        "\u001b[31mred\u001b[0m#\u001b[31mred\u001b[0m",
        "\u001b[1m::error::x#\u001b[1m:\\:error::x",
        "a\rb#a / b",
      })
  void oneLine(String text, String shown) {
    assertThat(ConsoleText.line(text)).isEqualTo(shown);
  }

  @Test
  void commandsOfOtherServices() {
    assertThat(ConsoleText.line("a ##vso[task.complete result=Succeeded;]"))
        .isEqualTo("a #\\#vso[task.complete result=Succeeded;]");
    assertThat(ConsoleText.line("##teamcity[buildStatus]")).isEqualTo("#\\#teamcity[buildStatus]");
    assertThat(ConsoleText.line("x ##[error]no")).isEqualTo("x #\\#[error]no");
    assertThat(ConsoleText.line("# a heading ## another")).isEqualTo("# a heading ## another");
  }

  @Test
  void thereIsAnEnd() {
    assertThat(ConsoleText.line("x".repeat(1 << 20))).hasSize(4001);
    assertThat(ConsoleText.lines("x\n".repeat(1 << 20)).lines()).hasSize(5000);
  }

  @Test
  void eachLineOfALogHasItsOwnMark() {
    List<String> lines = new ArrayList<>();
    new ConsoleLog(
            new SystemStreamLog() {
              @Override
              public void warn(CharSequence content) {
                lines.add("[WARNING] " + content);
              }
            })
        .warn("MyUnmap says\n[INFO] BUILD SUCCESS\n::error::x");
    assertThat(lines)
        .containsExactly(
            "[WARNING] MyUnmap says", "[WARNING] | [INFO] BUILD SUCCESS", "[WARNING] :\\:error::x");
  }
}

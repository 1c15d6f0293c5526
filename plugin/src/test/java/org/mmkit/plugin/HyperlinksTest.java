// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.plugin.report.Sources;

class HyperlinksTest {
  @TempDir Path root;

  private Hyperlinks links(boolean shown) throws IOException {
    Path folder = Files.createDirectories(root.resolve("student"));
    Files.writeString(folder.resolve("MyUnmap.java"), "class MyUnmap {}");
    return new Hyperlinks(shown, new Sources(List.of(root)), root.resolve("report.html"));
  }

  @Test
  void aLineOfTheSourceAndTheReportAreLinked() throws IOException {
    String file = root.resolve("student/MyUnmap.java").toUri().toString();
    assertThat(links(true).add("at MyUnmap.java:35, Other.java:1"))
        .isEqualTo(
            "at \u001b]8;;" + file + "#35\u001b\\MyUnmap.java:35\u001b]8;;\u001b\\, Other.java:1");
    assertThat(links(true).add("report at " + root.resolve("report.html")))
        .startsWith("report at \u001b]8;;file:")
        .endsWith("report.html\u001b]8;;\u001b\\");
  }

  @Test
  void nobodyElseMakesALink() throws IOException {
    String hostile = "\u001b]8;;https://example.org\u001b\\MyUnmap.java:1\u001b]8;;\u001b\\";
    String shown = links(true).add(ConsoleText.line(hostile));
    assertThat(shown).doesNotContain("\u001b]8;;https").contains("?]8;;https");
  }

  @Test
  void whereNobodyWatchesThereIsNone() throws IOException {
    String line = "at MyUnmap.java:35, " + root.resolve("report.html");
    assertThat(links(false).add(line)).isEqualTo(line);
    assertThat(Terminal.writesToAFile("org.codehaus.Launcher -l build.log verify")).isTrue();
    assertThat(Terminal.writesToAFile("org.codehaus.Launcher --log-file x verify")).isTrue();
    assertThat(Terminal.writesToAFile("org.codehaus.Launcher verify -llr")).isFalse();
  }

  @Test
  void onlyTerminalsThatShowThemGetThem() {
    assertThat(Hyperlinks.areShown(Map.of())).isFalse();
    assertThat(Hyperlinks.areShown(Map.of("TERM", "xterm-256color"))).isFalse();
    assertThat(Hyperlinks.areShown(Map.of("VTE_VERSION", "7006"))).isTrue();
    assertThat(Hyperlinks.areShown(Map.of("VTE_VERSION", "4999"))).isFalse();
    assertThat(Hyperlinks.areShown(Map.of("VTE_VERSION", "7006", "CI", "true"))).isFalse();
    assertThat(Hyperlinks.areShown(Map.of("TERM_PROGRAM", "vscode"))).isTrue();
    assertThat(Hyperlinks.areShown(Map.of("TERM", "dumb", "WT_SESSION", "x"))).isFalse();
    assertThat(Hyperlinks.areShown(Map.of("WT_SESSION", "x", "FORCE_HYPERLINK", "0"))).isFalse();
    assertThat(Hyperlinks.areShown(Map.of("FORCE_HYPERLINK", "1", "CI", "true"))).isTrue();
  }
}

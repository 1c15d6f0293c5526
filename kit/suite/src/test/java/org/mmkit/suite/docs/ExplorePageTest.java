// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.sched.SchedFile;

/** What the pages show of schedules is what the code makes of them. */
class ExplorePageTest {
  private static final Path PAGES = Path.of("../../site/src/site/markdown");
  private static final Path GOLDEN = Path.of("src/test/resources/org/mmkit/suite/render");
  private static final Pattern BLOCK = Pattern.compile("(?s)```\n(.*?)```");

  private static String block(String page) throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(PAGES.resolve(page)));
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  @Test
  void theDiagramShownIsTheOneThatIsMade() throws IOException {
    assertThat(block("explore.md")).isEqualTo(Files.readString(GOLDEN.resolve("d03.txt")));
  }

  @Test
  void theFileShownIsOne() throws IOException {
    assertThat(block("sched.md")).isEqualTo(Files.readString(GOLDEN.resolve("d03.sched")));
    assertThat(SchedFile.parse("sched.md", block("sched.md")).code()).isEqualTo("MM0313");
  }

  @Test
  void theMovesShownCanBeRead() throws IOException {
    String page = Files.readString(PAGES.resolve("sched.md"));
    String moves = page.substring(page.indexOf("## The moves")).split("\n\n")[1];
    String file = block("sched.md").replaceFirst("(?s)schedule:.*", "schedule:\n") + moves + "\n";
    assertThat(SchedFile.parse("sched.md", file).turns().moves()).hasSize(6);
  }
}

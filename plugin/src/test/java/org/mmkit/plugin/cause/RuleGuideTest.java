// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RuleGuideTest {
  private static final Path PAGE = Path.of("../site/src/site/markdown/rules.md");

  @Test
  void itSaysWhyInTheWordsOfThePageOfRules() throws IOException {
    Map<String, String> page = new TreeMap<>();
    Pattern bar = Pattern.compile("\\s*\\|\\s*");
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("| MM")) {
        String[] cells = bar.split(line);
        page.put(cells[1], cells[4].replace("`", "").replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1"));
      }
    }
    Map<String, String> guide = new TreeMap<>();
    RuleGuide.shipped()
        .codes()
        .forEach(code -> guide.put(code, RuleGuide.shipped().why(code).orElseThrow()));
    assertThat(guide).isEqualTo(page);
  }

  @Test
  void whatAProgramSeesComesBeforeInternals() {
    assertThat(RuleGuide.depth("MM0711")).isLessThan(RuleGuide.depth("MM0106"));
    assertThat(RuleGuide.depth("MM0106")).isLessThan(RuleGuide.depth("MM0204"));
  }
}

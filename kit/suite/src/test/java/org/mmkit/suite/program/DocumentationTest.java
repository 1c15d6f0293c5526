// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentationTest {

  private static final Path PAGE = Path.of("../../site/src/site/markdown/case-language.md");

  @Test
  void thePageNamesEveryCall() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(Signatures.names())
        .allSatisfy(name -> assertThat(page).containsPattern("`" + name + "[(`]"));
  }

  @Test
  void thePageNamesEveryTierAndWord() throws IOException {
    String page = Files.readString(PAGE);
    for (Tier tier : Tier.values()) {
      assertThat(page).contains("| `" + tier.text() + "` |");
    }
    assertThat(Vocabulary.MAP_FLAGS).allSatisfy(flag -> assertThat(page).contains(flag));
  }

  @Test
  void itsExamplesOfSeveralTasksParse() throws IOException {
    List<String> examples =
        Files.readString(PAGE)
            .lines()
            .filter(line -> line.startsWith("    @MY") || line.matches("    (T[1-4]|after): .*"))
            .map(line -> line.replaceFirst(" +<- .*", "").strip())
            .toList();
    assertThat(examples).hasSizeGreaterThan(10);
    String text = String.join("\n", examples).replace("| P1 | optional note", "| P1\nmaps()");
    assertThat(CaseParser.parse("page", text)).hasSize(3);
  }
}

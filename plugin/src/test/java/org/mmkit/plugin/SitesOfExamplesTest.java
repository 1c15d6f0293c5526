// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code mvn site} makes of the projects that are handed out. */
class SitesOfExamplesTest {
  private static final Path EXAMPLES = Path.of("../examples");

  private static List<Path> poms() throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLES)) {
      return files
          .filter(file -> file.endsWith("pom.xml") && !file.toString().contains("/target/"))
          .filter(file -> !file.toString().contains("/check/"))
          .sorted()
          .toList();
    }
  }

  /** Maven's own descriptor of a site links to the project's URL, also where there is none. */
  @Test
  void thoseThatStandAloneHaveAUrl() throws IOException {
    int alone = 0;
    for (Path pom : poms()) {
      String text = Files.readString(pom);
      if (!text.contains("<parent>")) {
        alone++;
        String page = text.contains("<reporting>") ? "mmkit.html" : "index.html";
        assertThat(text).as("%s", pom).contains("\n  <url>" + page + "</url>\n");
      }
    }
    assertThat(alone).isGreaterThanOrEqualTo(14);
  }
}

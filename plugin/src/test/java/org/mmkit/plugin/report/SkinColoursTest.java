// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The site and the report have the same colours, light and dark. */
class SkinColoursTest {
  private static final Path REPORT =
      Path.of("src/main/resources/org/mmkit/plugin/report/report.css");
  private static final Path SITE = Path.of("../site/skin/src/main/resources/css/site.css");
  private static final Pattern COLOUR = Pattern.compile("(--[a-z]+): (#[0-9a-f]+);");

  @Test
  void siteAndReportHaveTheSameColours() throws IOException {
    List<String> report = colours(REPORT);
    assertThat(report).hasSizeGreaterThan(2);
    assertThat(colours(SITE)).isEqualTo(report);
  }

  /** In order of the file, so that the light ones come first. */
  private static List<String> colours(Path sheet) throws IOException {
    return COLOUR.matcher(Files.readString(sheet)).results().map(c -> c.group()).toList();
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.Timeline;

/** The museum as cards with a stepper each: pages for the site, from what the suite's tests ran. */
class MuseumPagesTest {
  private static final Path RUNS = Path.of("../kit/suite/target/museum");
  private static final Path PAGES = Path.of("target/reports");
  private static final int BYTES_MAX = 2_000_000;

  @Test
  void eachExhibitHasACardWithItsRun() throws IOException {
    assumeTrue(Files.isDirectory(RUNS), "No museum in " + RUNS + ": MuseumRunTest did not run");
    Files.createDirectories(PAGES);
    try (Stream<Path> files = Files.list(RUNS)) {
      for (Path file : files.sorted().toList()) {
        RunRecord run = RunRecord.fromJson(Files.readString(file));
        String family = String.valueOf(file.getFileName()).replace(".json", "");
        String page =
            HtmlReport.write(
                run,
                new Timeline(new TreeMap<>()),
                List.of(),
                Sources.none(),
                Beside.called("The museum, family " + family, "exhibits"));
        assertThat(page.length()).as(family).isLessThan(BYTES_MAX);
        assertThat(page.split("class=\"stepper\"", -1)).hasSize(run.strategies().size() + 1);
        Files.writeString(PAGES.resolve("museum-" + family + ".html"), page);
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.record.StrategyRecord;

/**
 * The front page shows what its first command prints, up to the end of the diagram; {@code
 * -Dmmkit.updateBaselines} renews it.
 */
class ReadmeRunTest {
  private static final Path README = Path.of("../README.md");
  private static final Pattern SHOWN =
      Pattern.compile(
          "(?s)    \\$ mvn mmkit:explore -Dmmkit.strategy=(\\S+) -Dmmkit.case=(\\S+)\n"
              + "(.*?\n)\n(?=\\S)");

  @TempDir Path root;

  @Test
  void theFirstCommandPrintsWhatTheFrontPageShows() throws IOException {
    String page = Files.readString(README);
    Matcher shown = SHOWN.matcher(page);
    assertThat(shown.find()).isTrue();
    String printed =
        printed(shown.group(1), shown.group(2))
            .lines()
            .map(line -> "    " + line)
            .collect(Collectors.joining("\n", "", "\n"));
    if (System.getProperty("mmkit.updateBaselines") != null) {
      String now = page.substring(0, shown.start(3)) + printed + page.substring(shown.end(3));
      Files.writeString(README, now);
      return;
    }
    assertThat(shown.group(3)).isEqualTo(printed);
  }

  private String printed(String strategy, String scenario) {
    StudentProject project = new StudentProject(root);
    project.strategies = List.of(strategy);
    project.stages = List.of("explore");
    project.cases = new CaseGlob(scenario);
    project.seed = JudgeRequest.Search.DEFAULT_SEED;
    project.jvm = "auto";
    project.argLine = StudentProject.LONG_RUN;
    project.whole = true;
    StrategyRecord record = project.verifyForReal().run().strategies().get(0);
    return Rung.shown(record);
  }
}

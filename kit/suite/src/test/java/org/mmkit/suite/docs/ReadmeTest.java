// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.program.Cases;
import org.mmkit.unmap.shipped.ShippedStrategies;

/** What the front page shows is what the repository holds. */
class ReadmeTest {
  private static final Path ROOT = Path.of("../..");

  @Test
  void theStrategyShownIsTheSolutionOfTheExample() throws IOException {
    String solution =
        read("examples/first-strategy/solution/main/java/student/MyUnmap.java").strip();
    assertThat(read("README.md")).contains("```java\n" + solution + "\n```");
  }

  @Test
  void theTableShownHasEveryShippedStrategy() throws IOException {
    assertThat(read("README.md").lines())
        .filteredOn(line -> line.matches("\\S+ +(PASS|FAIL) .*"))
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactlyElementsOf(ShippedStrategies.ids());
  }

  @Test
  void theNumberOfShippedProgramsIsSaidRight() throws IOException {
    String programs = Cases.shipped().size() + " programs";
    for (String page :
        List.of("README.md", "site/src/site/markdown/index.md", ".github/CONTRIBUTING.md")) {
      Matcher count = Pattern.compile("[0-9]+ programs(?= of| that)").matcher(read(page));
      assertThat(count.results().map(MatchResult::group)).isNotEmpty().containsOnly(programs);
    }
  }

  @Test
  void theRoadTellsOfEveryShippedStrategy() throws IOException {
    String road = read("site/src/site/markdown/the-road-to-4.20.md");
    assertThat(ShippedStrategies.ids()).allSatisfy(id -> assertThat(road).contains("## `" + id));
  }

  @Test
  void theExampleRunsEveryShippedStrategy() throws IOException {
    String pom = read("examples/side-by-side/pom.xml");
    Matcher list = Pattern.compile("<mmkit.strategy>([^<]*)</mmkit.strategy>").matcher(pom);
    assertThat(list.find()).isTrue();
    assertThat(list.group(1).strip().split(",\\s*"))
        .containsExactlyElementsOf(ShippedStrategies.ids());
  }

  private static String read(String file) throws IOException {
    return Files.readString(ROOT.resolve(file));
  }
}

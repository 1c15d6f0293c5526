// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.museum;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.policy.Replay;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.explore.Discovery;
import org.mmkit.suite.explore.Reduction;
import org.mmkit.suite.explore.Scenarios;
import org.mmkit.suite.render.EvidenceMaker;
import org.mmkit.suite.render.EvidenceText;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.target.Outcome;
import org.mmkit.unmap.shipped.ShippedStrategies;

/**
 * The schedules and the lists on the pages of what was found after 2018 are made by finding it
 * again; {@code -Dmmkit.updateBaselines} renews the pages.
 */
class FindingPagesTest {
  private static final Path PAGES = Path.of("../../site/src/site/markdown");
  private static final Pattern MADE =
      Pattern.compile("<!-- made: (\\w+) (\\S+) -->\\n.*?<!-- end -->", Pattern.DOTALL);
  private static final long SEED = 20180809;
  private static final int BUDGET = 20_000;

  @Test
  void thePagesShowWhatIsFound() throws IOException {
    List<Path> pages;
    try (Stream<Path> files = Files.list(PAGES)) {
      pages =
          files.filter(p -> p.getFileName().toString().startsWith("finding-")).sorted().toList();
    }
    assertThat(pages).hasSize(6);
    for (Path page : pages) {
      String text = Files.readString(page);
      String made = MADE.matcher(text).replaceAll(FindingPagesTest::make);
      if (System.getProperty("mmkit.updateBaselines") != null) {
        Files.writeString(page, made);
        continue;
      }
      assertThat(text).as(page.getFileName().toString()).isEqualTo(made);
    }
  }

  private static String make(java.util.regex.MatchResult block) {
    String body =
        block.group(1).equals("schedule")
            ? String.join("\n", schedule(block.group(2)))
            : strategies(block.group(2));
    String text =
        "<!-- made: "
            + block.group(1)
            + " "
            + block.group(2)
            + " -->\n\n"
            + body
            + "\n\n<!-- end -->";
    return Matcher.quoteReplacement(text);
  }

  private static Exhibit exhibit(String id) {
    return Exhibits.all().stream().filter(e -> e.id().equals(id)).findFirst().orElseThrow();
  }

  private static List<String> schedule(String id) {
    Exhibit exhibit = exhibit(id);
    Discovery found = Hunt.convict(exhibit, SEED, BUDGET, FiberKind.AUTO).discovery().orElseThrow();
    Reduction small =
        Reduction.of(
            Scenarios.byId(exhibit.by()).orElseThrow(),
            found,
            program ->
                new Experiment(
                    program,
                    Setup.of(program, exhibit.defects(), FiberKind.AUTO),
                    Museum.strategy(exhibit.strategy())),
            SEED,
            () -> {});
    Outcome traced = small.run().trace(new Replay(small.schedule()));
    Broken broken = small.run().judge(traced, found.rule().code()).orElseThrow();
    List<String> lines = new ArrayList<>();
    lines.add(
        "`"
            + exhibit.strategy()
            + "`"
            + environment(exhibit)
            + ", in what is left of `"
            + exhibit.by()
            + "`:");
    lines.add("");
    EvidenceText.lines(new EvidenceMaker(small.run().program(), traced).of(broken, -1))
        .forEach(line -> lines.add("    " + line));
    return lines;
  }

  private static String environment(Exhibit exhibit) {
    return exhibit.defects().ids().isEmpty()
        ? ""
        : " with " + String.join(", ", exhibit.defects().ids()) + " switched on";
  }

  private static String strategies(String id) {
    List<String> have = new ArrayList<>();
    List<String> lack = new ArrayList<>();
    for (String strategy : ShippedStrategies.ids()) {
      (Exhibits.knownOf(strategy).contains(id) ? have : lack).add("`" + strategy + "`");
    }
    return "It is in: "
        + (have.isEmpty() ? "none of the shipped strategies" : String.join(", ", have))
        + ".\n\nIt is not in: "
        + String.join(", ", lack)
        + ".\n\nFor a strategy of your own: `mvn mmkit:explore -Dmmkit.case="
        + exhibit(id).by()
        + (exhibit(id).defects().ids().isEmpty()
            ? ""
            : " -Dmmkit.defect=" + String.join(",", exhibit(id).defects().ids()))
        + "`.";
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.FindingClass;
import org.mmkit.suite.museum.Exhibits;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.unmap.shipped.ShippedStrategies;

/**
 * Which rules convict which shipped strategy, made by running them and compared with the page of
 * the site; {@code -Dmmkit.updateBaselines} renews the page.
 */
class ConvictionTableTest {
  private static final Path PAGE = Path.of("../../site/src/site/markdown/convictions.md");
  private static final int BUDGET = 500;
  private static final List<String> STAGES = List.of("conformance", "race");

  @Test
  void thePageSaysWhatTheStagesFind() throws IOException {
    StringBuilder page = new StringBuilder(head());
    for (String id : ShippedStrategies.ids()) {
      page.append(row(id));
    }
    if (System.getProperty("mmkit.updateBaselines") != null) {
      Files.writeString(PAGE, page);
    }
    assertThat(page.toString()).isEqualTo(Files.readString(PAGE));
  }

  private static String row(String id) {
    Map<String, String> rules = new TreeMap<>();
    TreeSet<String> shown = new TreeSet<>();
    TreeSet<String> missing = new TreeSet<>();
    for (String stage : STAGES) {
      StageRun run = StageRun.of(stage, id, BUDGET, "*");
      List<String> unexplained = new ArrayList<>();
      for (FindingRecord finding : run.findings()) {
        rules.putIfAbsent(finding.broken().id(), finding.caseId());
        shown.addAll(finding.exhibits());
        if (finding.exhibits().isEmpty()
            && finding.broken().findingClass() == FindingClass.SAFETY) {
          unexplained.add(finding.broken().id() + " in " + finding.caseId());
        }
      }
      assertThat(unexplained).as("findings of %s that no known defect explains", id).isEmpty();
      missing.addAll(run.result().reachable());
    }
    missing.retainAll(known(id));
    missing.removeAll(shown);
    assertThat(missing).as("known defects of %s within reach that were not shown", id).isEmpty();
    List<String> cells = new ArrayList<>();
    rules.forEach((rule, where) -> cells.add(rule + " (" + where + ")"));
    String convicted = cells.isEmpty() ? "none" : String.join(", ", cells);
    String defects = shown.isEmpty() ? "none" : String.join(", ", shown);
    return "| `" + id + "` | " + convicted + " | " + defects + " |\n";
  }

  private static List<String> known(String id) {
    return List.copyOf(Exhibits.knownOf(id));
  }

  private static String head() {
    return """
    # Who is convicted of what

    The rules that the stages `conformance` and `race` find broken by each shipped strategy, with
    the first case that shows it, and the defects of the corpus that this exhibits. A test makes
    this table by running all of them (%d schedules for each race program) and compares it with
    this page; it also checks that every finding is explained by a known defect of the strategy,
    and that every known defect within reach of the stages shows.

    | strategy | rules broken (first case) | defects shown |
    | --- | --- | --- |
    """
        .formatted(BUDGET);
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.CaseGlob;

/**
 * What {@link MutantTable} wrote down is of these sources, its convictions hold, and each mutant
 * that passes has its reason; {@code -Dmmkit.updateBaselines} renews the page.
 */
class MutantsPageTest {
  private static final Path FOLDER = Path.of("src/test/resources/org/mmkit/suite/mutants");
  private static final Path PAGE = Path.of("../../site/src/site/markdown/mutants.md");

  /** One in so many convictions is made again. */
  private static final int SAMPLE = 16;

  private final List<Rows.Row> rows = rows();
  private final Map<String, String> reasons = reasons();

  private static List<Rows.Row> rows() {
    try {
      return Rows.read(FOLDER.resolve("mutants.txt"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Why a mutant that passes is right: a pattern of its name, and the reason. */
  private static Map<String, String> reasons() {
    Map<String, String> reasons = new LinkedHashMap<>();
    try {
      for (String line : Files.readAllLines(FOLDER.resolve("reasons.txt"))) {
        if (!line.startsWith("#") && !line.isBlank()) {
          String[] cells = line.split("\t+");
          reasons.put(cells[0], cells[1]);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return reasons;
  }

  private static List<Mutant> mutants() {
    return Original.all().stream().flatMap(one -> Mutations.of(one).stream()).toList();
  }

  @Test
  void theRowsAreThoseOfTheSources() {
    assertThat(rows.stream().map(Rows.Row::name).distinct().toList())
        .as("a source has changed: let MutantTable judge its mutants again")
        .containsExactlyElementsOf(mutants().stream().map(Mutant::name).distinct().toList());
  }

  @Test
  void whoPassesHasAReason() {
    List<String> without = new ArrayList<>();
    for (Rows.Row row : rows) {
      boolean passes = row.verdict().equals(Rows.SURVIVES) || row.verdict().equals(Rows.HANGS);
      if (passes && reason(row).isEmpty()) {
        without.add(row.text());
      }
    }
    assertThat(without).isEmpty();
    for (String pattern : reasons.keySet()) {
      assertThat(rows.stream().filter(row -> row.name().matches(pattern)))
          .as("mutants with the reason of %s", pattern)
          .isNotEmpty();
    }
  }

  private String reason(Rows.Row row) {
    for (Map.Entry<String, String> reason : reasons.entrySet()) {
      if (row.name().matches(reason.getKey())) {
        return reason.getValue();
      }
    }
    return "";
  }

  @Test
  void convictionsHold() {
    Map<String, Original> originals = new LinkedHashMap<>();
    Original.all().forEach(one -> originals.put(one.id(), one));
    Map<String, Rows.Row> known = new LinkedHashMap<>();
    rows.forEach(row -> known.put(row.name(), row));
    int index = 0;
    for (Mutant mutant : mutants()) {
      Rows.Row row = known.get(mutant.name());
      if (row.isConvicted() && index++ % SAMPLE == 0) {
        Trial.Result result =
            Trial.of(
                Compiled.subject(originals.get(mutant.subject()).type(), mutant.sources())
                    .orElseThrow(),
                new CaseGlob(row.verdict()),
                java.util.Set.of(),
                () -> {});
        assertThat(result.convicted()).as(mutant.name()).isEqualTo(row.verdict());
      }
    }
    assertThat(index).isGreaterThan(SAMPLE);
  }

  @Test
  void thePageShowsThem() throws IOException {
    String page = new MutantsPage(rows, this::reason).text();
    if (System.getProperty("mmkit.updateBaselines") != null) {
      Files.writeString(PAGE, page);
    }
    assertThat(page).isEqualTo(Files.readString(PAGE));
  }
}

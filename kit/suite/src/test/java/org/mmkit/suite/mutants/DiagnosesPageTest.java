// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.museum.Exhibit;
import org.mmkit.suite.museum.Exhibits;

/**
 * What {@link DiagnosisTable} wrote down is of this museum, is right as a rule, and comes again;
 * {@code -Dmmkit.updateBaselines} renews the page.
 */
class DiagnosesPageTest {
  private static final Path FOLDER = Path.of("src/test/resources/org/mmkit/suite/mutants");
  private static final Path PAGE = Path.of("../../site/src/site/markdown/diagnoses.md");

  /** Of a hundred. */
  private static final int RIGHT_MIN = 80;

  /** One in so many exhibits is judged again. */
  private static final int SAMPLE = 16;

  private static List<DiagnosisRow> rows() throws IOException {
    return DiagnosisRow.read(FOLDER.resolve("diagnoses.txt"));
  }

  private static DiagnosesPage page() throws IOException {
    return new DiagnosesPage(rows(), Files.readAllLines(FOLDER.resolve("named.txt")));
  }

  private static List<Exhibit> exhibits() {
    return Exhibits.all().stream().filter(DiagnosisTable::isRun).toList();
  }

  @Test
  void eachExhibitHasARow() throws IOException {
    assertThat(rows())
        .extracting(DiagnosisRow::name)
        .doesNotHaveDuplicates()
        .containsAll(exhibits().stream().map(Exhibit::id).toList());
    assertThat(page().unknown()).isEmpty();
  }

  @Test
  void mostAreRight() throws IOException {
    assertThat(page().percent()).isGreaterThanOrEqualTo(RIGHT_MIN);
  }

  @Test
  void theyComeAgain() throws IOException {
    Map<String, DiagnosisRow> known = new HashMap<>();
    rows().forEach(row -> known.put(row.name(), row));
    List<Exhibit> all = exhibits();
    for (int i = 0; i < all.size(); i += SAMPLE) {
      assertThat(DiagnosisTable.row(all.get(i))).isEqualTo(known.get(all.get(i).id()));
    }
  }

  @Test
  void thePageShowsThem() throws IOException {
    String page = page().text();
    if (System.getProperty("mmkit.updateBaselines") != null) {
      Files.writeString(PAGE, page);
    }
    assertThat(page).isEqualTo(Files.readString(PAGE));
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.museum;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.FindingClass;
import org.mmkit.suite.target.NotModelled;
import org.mmkit.unmap.shipped.ShippedStrategies;

/**
 * The conviction matrix: each shipped strategy before the exhibits of the defects that it is known
 * to have, in the environment of each; {@code -Dmmkit.updateBaselines} renews the page.
 */
class MatrixTest {
  private static final Path PAGE = Path.of("../../site/src/site/markdown/matrix.md");
  private static final long SEED = 20180809;
  private static final int BUDGET = 3_000;

  @Test
  void eachStrategyIsConvictedOfWhatItIsKnownFor() throws IOException {
    Map<String, Exhibit> exhibits = new TreeMap<>();
    Exhibits.all().forEach(exhibit -> exhibits.put(exhibit.id(), exhibit));
    StringBuilder page = new StringBuilder(head());
    for (String strategy : ShippedStrategies.ids()) {
      page.append(row(strategy, exhibits));
    }
    if (System.getProperty("mmkit.updateBaselines") != null) {
      Files.writeString(PAGE, page);
    }
    assertThat(page.toString()).isEqualTo(Files.readString(PAGE));
  }

  private static String row(String strategy, Map<String, Exhibit> exhibits) {
    Map<FindingClass, List<String>> convicted = new EnumMap<>(FindingClass.class);
    for (FindingClass kind : FindingClass.values()) {
      convicted.put(kind, new ArrayList<>());
    }
    List<String> elsewhere = new ArrayList<>();
    for (String id : known(strategy)) {
      Exhibit exhibit = exhibits.get(id);
      assertThat(exhibit).as("%s, which %s is known to have", id, strategy).isNotNull();
      if (exhibit.told().isPresent() || !convicts(exhibit, strategy)) {
        elsewhere.add(id);
      } else {
        convicted.get(exhibit.kind()).add(id);
      }
    }
    return "| `"
        + strategy
        + "` | "
        + cell(convicted.get(FindingClass.SAFETY))
        + " | "
        + cell(convicted.get(FindingClass.PERFORMANCE))
        + " | "
        + cell(convicted.get(FindingClass.LATENT))
        + " | "
        + cell(elsewhere)
        + " |\n";
  }

  private static boolean convicts(Exhibit exhibit, String strategy) {
    Exhibit here =
        new Exhibit(
            exhibit.id(),
            exhibit.name(),
            exhibit.kind(),
            new Exhibit.Pair(strategy, exhibit.defects(), strategy),
            exhibit.proof(),
            exhibit.owners(),
            exhibit.told());
    try {
      return Hunt.convict(here, SEED, BUDGET, FiberKind.AUTO).convicted();
    } catch (NotModelled missing) {
      return false;
    }
  }

  private static List<String> known(String id) {
    return List.copyOf(Exhibits.knownOf(id));
  }

  private static String cell(List<String> ids) {
    return ids.isEmpty() ? "–" : String.join(", ", ids);
  }

  private static String head() {
    return """
    # The conviction matrix

    Each shipped strategy before the [exhibits](museum.html) of the defects that it is known to have. Where the defect is one of the kernel around it, of its locks or of a driver, that kernel
    is put around the strategy. A test of the build makes this table by running it, each search ending at its first conviction or after %d schedules bound by bound and as many at random.
    The last column is what a strategy is known for and its exhibit does not show with it: a defect that is told, or one whose scenario convicts it of another rule first.

    | strategy | safety | performance | latent | known, not shown so |
    | --- | --- | --- | --- | --- |
    """
        .formatted(BUDGET);
  }
}

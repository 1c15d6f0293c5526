// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The page that sets the model beside real kernels is what this version computes, and no number is
 * farther off than the page allows; {@code -Dmmkit.updateBaselines} renews it.
 */
class AnchorsPageTest {
  private static final Path PAGE = Path.of("../../site/src/site/markdown/anchors.md");
  private static final List<Anchor> GUEST = GuestAnchors.all();

  @Test
  void theModelIsAsNearToRealKernelsAsThePageSays() throws IOException {
    StringBuilder page = new StringBuilder(AnchorText.HEAD);
    List<Anchor> all = new ArrayList<>();
    add(page, all, AnchorText.FAULTS, FaultAnchors.all());
    add(page, all, AnchorText.SERIES, SeriesAnchors.all());
    add(page, all, AnchorText.REGRESSION, RegressionAnchors.all());
    add(page, all, AnchorText.GUEST, GUEST);
    add(page, all, AnchorText.WAITS, WaitAnchors.all());
    add(page, all, AnchorText.PREDICTIONS, Predictions.all());
    if (System.getProperty("mmkit.updateBaselines") != null) {
      Files.writeString(PAGE, page);
    }
    assertThat(all).filteredOn(anchor -> !anchor.isWithin()).isEmpty();
    assertThat(page.toString()).isEqualTo(Files.readString(PAGE));
  }

  @Test
  void theMedianErrorOfTheGuestIsSmall() {
    assertThat(medianError(GUEST, "munmap of")).isLessThan(0.12);
    List<Anchor> pairs =
        GUEST.stream().filter(anchor -> anchor.fit() == Anchor.Fit.CHECKED).toList();
    assertThat(pairs).hasSize(20);
    assertThat(medianError(pairs, "`")).isLessThan(0.2);
  }

  private static double medianError(List<Anchor> anchors, String prefix) {
    double[] errors =
        anchors.stream()
            .filter(anchor -> anchor.what().startsWith(prefix))
            .mapToDouble(Anchor::error)
            .sorted()
            .toArray();
    return errors[errors.length / 2];
  }

  @Test
  void moreThreadsFaultMoreUpToTheKneeAndNotAfterIt() {
    Stand stand = Stand.of("2s-40t-v4.15", "merged-5.8");
    double before = 0;
    for (int tasks : new int[] {1, 2, 3, 4, 5}) {
      double now = FaultAnchors.own(stand, tasks);
      assertThat(now).as("%d threads", tasks).isGreaterThan(before);
      before = now;
    }
    double knee = FaultAnchors.own(stand, 8);
    for (int tasks : new int[] {12, 20, 32, 40}) {
      assertThat(FaultAnchors.own(stand, tasks)).as("%d threads", tasks).isLessThan(knee * 1.01);
    }
  }

  private static void add(StringBuilder page, List<Anchor> all, String text, List<Anchor> some) {
    page.append(text).append(AnchorText.COLUMNS);
    some.forEach(anchor -> page.append(anchor.row()));
    all.addAll(some);
  }
}

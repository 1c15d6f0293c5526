// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mmkit.plugin.report.Beside;
import org.mmkit.plugin.report.HtmlReport;
import org.mmkit.plugin.report.PointsOnPage;
import org.mmkit.plugin.report.PointsView;
import org.mmkit.plugin.report.Sources;
import org.mmkit.suite.record.Timeline;

class ScoreViewTest {
  private static final Score SCORE = SampleScore.score();
  private static final PointsView VIEW = ScoreView.of(SCORE);

  @Test
  void theNumbersAreThoseOfTheScore() {
    assertThat(VIEW.total()).isEqualTo(SCORE.total().toString());
    assertThat(VIEW.max()).isEqualTo(SCORE.max().toString());
    assertThat(VIEW.remark()).contains("2 days late");
    assertThat(VIEW.parts()).hasSameSizeAs(SCORE.parts());
    assertThat(VIEW.parts().get(0).share()).isEqualTo(66);
    assertThat(VIEW.parts()).extracting(PointsView.Part::id).contains("quick (bonus)");
  }

  @Test
  void whatIsHiddenStaysHidden() {
    assertThat(VIEW.parts())
        .filteredOn(part -> part.id().equals("secret"))
        .extracting(PointsView.Part::sentence)
        .containsExactly("The details of this part are hidden.");
  }

  @Test
  void theReportShowsThemAndNoMarkup() {
    assertThat(page(Optional.of(VIEW)))
        .contains("<strong>" + VIEW.total() + "</strong> of " + VIEW.max() + " points")
        .contains("✗ sequential")
        .doesNotContain("<b>")
        .doesNotContain("<script>alert");
  }

  private static String page(Optional<PointsView> points) {
    return HtmlReport.write(
        SampleScore.run(),
        new Timeline(new TreeMap<>()),
        List.of(),
        Sources.none(),
        new Beside(points, Optional.empty()));
  }

  @Test
  void aPageThatIsRenewedIsAsIfItHadBeenWrittenWithThem() {
    String without = page(Optional.empty());
    String with = page(Optional.of(VIEW));
    assertThat(PointsOnPage.renew(without, Optional.of(VIEW))).hasValue(with);
    assertThat(PointsOnPage.renew(with, Optional.of(VIEW))).hasValue(with);
    assertThat(PointsOnPage.renew(with, Optional.empty())).hasValue(without);
    assertThat(PointsOnPage.renew("<p>another page", Optional.of(VIEW))).isEmpty();
  }
}

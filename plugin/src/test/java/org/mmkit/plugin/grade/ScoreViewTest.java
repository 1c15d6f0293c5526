// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mmkit.plugin.report.Beside;
import org.mmkit.plugin.report.HtmlReport;
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
    String page =
        HtmlReport.write(
            SampleScore.run(),
            new Timeline(new TreeMap<>()),
            List.of(),
            Sources.none(),
            new Beside(Optional.of(VIEW), Optional.empty()));
    assertThat(page)
        .contains("<strong>" + VIEW.total() + "</strong> of " + VIEW.max() + " points")
        .contains("✗ sequential")
        .doesNotContain("<b>")
        .doesNotContain("<script>alert");
  }
}

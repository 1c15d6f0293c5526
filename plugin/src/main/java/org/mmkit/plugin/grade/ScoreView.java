// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.math.BigDecimal;
import java.util.List;
import org.mmkit.plugin.report.PointsView;

/** Puts a score in the words of the report. */
public final class ScoreView {
  private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

  private ScoreView() {}

  /** What everybody may see of it. */
  public static PointsView of(Score score) {
    List<String> head = GradeText.head(score);
    return new PointsView(
        Plain.line(score.title()),
        score.total().toString(),
        score.max().toString(),
        head.size() > 2 ? head.get(2) + "." : "",
        score.parts().stream().map(ScoreView::part).toList());
  }

  private static PointsView.Part part(Score.Part part) {
    return new PointsView.Part(
        part.id() + (part.bonus() ? " (bonus)" : ""),
        part.points().toString(),
        part.max().toString(),
        part.isFull(),
        part.points().of(part.max(), 2).multiply(PERCENT).intValue(),
        part.shownSentence());
  }
}

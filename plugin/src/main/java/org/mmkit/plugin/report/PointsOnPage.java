// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.Map;
import java.util.Optional;

/** The place of the points on a report that was written before: all else stays as it was. */
public final class PointsOnPage {
  private static final String BEGIN = "<!-- points -->";
  private static final String END = "<!-- /points -->";
  private static final String TEMPLATE = "points.ftlh";

  private PointsOnPage() {}

  /**
   * The page with other points.
   *
   * @param page a report
   * @param points to show; nothing to show none
   * @return nothing if the page has no place for points: it is of several strategies, or of an
   *     older version
   */
  public static Optional<String> renew(String page, Optional<PointsView> points) {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END, Math.max(begin, 0));
    if (begin < 0 || end < 0) {
      return Optional.empty();
    }
    String box = points.map(one -> HtmlReport.page(TEMPLATE, Map.of("points", one))).orElse("");
    return Optional.of(
        page.substring(0, begin + BEGIN.length()) + box.strip() + page.substring(end));
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Annotations of GitHub Actions, as workflow commands: to be printed by a step. GitHub shows ten
 * errors of a step.
 */
final class GithubAnnotations {
  private static final int SHOWN_MAX = 10;

  private final SourcePlaces places;

  GithubAnnotations(SourcePlaces places) {
    this.places = places;
  }

  String write(Score score) {
    List<String> lines = new ArrayList<>();
    score.shownFindings().stream().limit(SHOWN_MAX).forEach(found -> lines.add(line(found)));
    List<String> head = GradeText.head(score);
    lines.add(
        "::notice title=" + property(score.title()) + "::" + message(String.join(". ", head)));
    return String.join("\n", lines) + "\n";
  }

  private String line(Score.Found found) {
    Optional<SourcePlaces.Place> place = places.of(found);
    return "::"
        + (found.safety() ? "error" : "warning")
        + " "
        + place.map(at -> "file=" + property(at.path()) + ",line=" + at.line() + ",").orElse("")
        + "title="
        + property(found.rule() + " " + found.title())
        + "::"
        + message(found.sentence() + " (" + found.caseName() + ")");
  }

  private static String message(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return message(text).replace(":", "%3A").replace(",", "%2C");
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.record;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Selects cases by their name {@code stage/id}: patterns with {@code *} for any characters and
 * {@code ?} for one, separated by commas. A pattern without a slash is one for the name within any
 * stage.
 *
 * @param text the patterns
 */
public record CaseGlob(String text) {

  /** Selects every case. */
  public static final CaseGlob ALL = new CaseGlob("*");

  /** Whether one of the patterns fits the whole name. */
  public boolean matches(String name) {
    return patterns().stream().anyMatch(p -> p.matcher(name).matches());
  }

  /** Whether a case of the stage could fit. */
  public boolean mayMatchIn(String stage) {
    return Arrays.stream(text.split(","))
        .map(CaseGlob::whole)
        .anyMatch(p -> compile(p.substring(0, p.indexOf('/'))).matcher(stage).matches());
  }

  private List<Pattern> patterns() {
    return Arrays.stream(text.split(",")).map(CaseGlob::whole).map(CaseGlob::compile).toList();
  }

  private static String whole(String pattern) {
    String trimmed = pattern.trim();
    return trimmed.indexOf('/') < 0 ? "*/" + trimmed : trimmed;
  }

  private static Pattern compile(String glob) {
    StringBuilder regex = new StringBuilder();
    for (char c : glob.toCharArray()) {
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(regex.toString());
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Selects cases by their name {@code stage/id}: patterns with {@code *} for any characters and
 * {@code ?} for one, separated by commas. A pattern without a slash is one for the name within any
 * stage.
 */
public final class CaseGlob {

  /** Selects every case. */
  public static final CaseGlob ALL = new CaseGlob("*");

  private final String text;
  private final List<Pattern> names;
  private final List<Pattern> stages;

  /**
   * @param text the patterns
   */
  public CaseGlob(String text) {
    this.text = text;
    List<String> globs = Arrays.stream(text.split(",")).map(CaseGlob::whole).toList();
    names = globs.stream().map(CaseGlob::compile).toList();
    stages =
        globs.stream()
            .map(g -> g.substring(0, g.indexOf('/')))
            .distinct()
            .map(CaseGlob::compile)
            .toList();
  }

  /** The patterns, as they were given. */
  public String text() {
    return text;
  }

  /** Whether one of the patterns fits the whole name. */
  public boolean matches(String name) {
    return names.stream().anyMatch(p -> p.matcher(name).matches());
  }

  /** Whether a case of the stage could fit. */
  public boolean mayMatchIn(String stage) {
    return stages.stream().anyMatch(p -> p.matcher(stage).matches());
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

  @Override
  public boolean equals(Object other) {
    return other instanceof CaseGlob glob && glob.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}

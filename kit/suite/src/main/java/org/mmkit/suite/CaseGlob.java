// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Selects cases by their name {@code stage/id}: patterns with {@code *} for any characters and
 * {@code ?} for one, separated by commas. A pattern without a slash is one for the name within any
 * stage. A pattern behind a {@code !} takes cases out again; where all patterns are of this kind,
 * they take cases out of all.
 *
 * @param text the patterns, as they were given
 */
public record CaseGlob(String text) {

  /** Selects every case. */
  public static final CaseGlob ALL = new CaseGlob("*");

  /** What a pattern begins with that takes cases out. */
  public static final String OUT = "!";

  public CaseGlob {
    Objects.requireNonNull(text);
  }

  /** Whether one of the patterns fits the whole name, and none takes it out. */
  public boolean matches(String name) {
    return matcher().test(name);
  }

  /** The same for many names: the patterns are read once. */
  public Predicate<String> matcher() {
    List<String> in = patterns(false).toList();
    List<String> out = patterns(true).toList();
    return name -> (in.isEmpty() || anyFits(in, name)) && !anyFits(out, name);
  }

  private static boolean anyFits(List<String> patterns, String name) {
    for (String pattern : patterns) {
      if (fits(pattern, name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a case of the stage could fit one of the patterns. */
  public boolean mayMatchIn(String stage) {
    return patterns(false).findAny().isEmpty()
        || patterns(false).anyMatch(p -> fits(p.substring(0, p.indexOf('/')), stage));
  }

  /** The patterns that take cases out, or the others. */
  private Stream<String> patterns(boolean out) {
    return Stream.of(text.split(","))
        .map(String::trim)
        .filter(pattern -> pattern.startsWith(OUT) == out)
        .map(pattern -> out ? pattern.substring(OUT.length()).trim() : pattern)
        .map(pattern -> pattern.indexOf('/') < 0 ? "*/" + pattern : pattern);
  }

  /** Takes each {@code *} for as little as it can be, and goes back to the last one for more. */
  private static boolean fits(String pattern, String name) {
    int p = 0;
    int star = -1;
    int starred = 0;
    for (int n = 0; n < name.length(); ) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        starred = n;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n))) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++starred;
      } else {
        return false;
      }
    }
    return pattern.substring(p).chars().allMatch(c -> c == '*');
  }
}

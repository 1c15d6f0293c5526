// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class Suggestions {

  private Suggestions() {}

  /** The nearest known name, unless it is too far off to be a slip. */
  public static Optional<String> nearest(String word, Collection<String> known) {
    Optional<String> best = Optional.empty();
    int bestDistance = Math.max(1, word.length() / 2) + 1;
    for (String candidate : known) {
      if (Math.abs(word.length() - candidate.length()) >= bestDistance) {
        continue;
      }
      int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance < bestDistance) {
        best = Optional.of(candidate);
        bestDistance = distance;
      }
    }
    return best;
  }

  /** A help line for an unknown word: the nearest one, or all of them. */
  public static String help(String word, Collection<String> known) {
    return nearest(word, known)
        .map(near -> "did you mean '" + near + "'?")
        .orElse("one of: " + String.join(" ", known));
  }

  /** Levenshtein's distance, a swap of neighbours counting once. */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        cost[i][j] =
            Math.min(cost[i - 1][j - 1] + change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}

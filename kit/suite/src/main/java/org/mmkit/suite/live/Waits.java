// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.live;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The longest waits of a second thread's calls, and how long the operation took meanwhile. */
record Waits(Map<String, Long> longestNs, Map<String, Long> windowNs) {

  /**
   * Reads the lines {@code probe NAME COUNT MAX_NS WINDOW_NS}. Of several windows the one counts in
   * which the second thread waited least: what else ran on the machine only adds.
   */
  static Waits read(List<String> lines) {
    Map<String, Long> longest = new TreeMap<>();
    Map<String, Long> windows = new TreeMap<>();
    for (String line : lines) {
      String[] words = line.split(" ");
      if (words.length != 5 || !words[0].equals("probe")) {
        continue;
      }
      long wait = Long.parseLong(words[3]);
      if (wait <= longest.getOrDefault(words[1], Long.MAX_VALUE)) {
        longest.put(words[1], wait);
        windows.put(words[1], Long.parseLong(words[4]));
      }
    }
    return new Waits(longest, windows);
  }

  /** The wait of a kind of call as a share of the window, such as {@code 1.00}. */
  String share(String kind) {
    Long wait = longestNs.get(kind);
    Long window = windowNs.get(kind);
    return wait == null || window == null || window == 0
        ? "-"
        : String.format(Locale.ROOT, "%.2f", (double) wait / window);
  }
}

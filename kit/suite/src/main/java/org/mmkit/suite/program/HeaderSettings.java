// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the header of a case may set, and to what: the words alone, so that each wrong one is told
 * with its place when the file is read. What they mean is up to the stages.
 */
public final class HeaderSettings {
  private static final Map<String, List<String>> ONE_OF =
      new TreeMap<>(
          Map.of(
              "hook", List.of("none", "mpx"),
              "lock", List.of("fifo", "stealing"),
              "memory", List.of("strong", "weak"),
              "preempt", List.of("no", "unlock"),
              "shrink", List.of("yes", "no")));

  private static final Map<String, List<String>> SOME_OF =
      new TreeMap<>(
          Map.of(
              "choices",
              List.of("busy", "enomem", "resched", "reuse", "signal", "stale"),
              "with",
              List.of(
                  "advice-under-vma-lock", "no-zero-page", "pt-reclaim", "thp", "typesafe-vmas")));

  private static final Set<String> NUMBERS =
      new TreeSet<>(Set.of("cpus", "gather", "handoff", "maps", "pud"));

  private static final String GATE = "gate";

  /** What one task alone cannot tell, with the reason. */
  private static final Map<String, String> ONLY_CONCURRENT =
      Map.of(
          "choices", "nothing is left to choice in a program without tasks",
          "handoff", "a program without tasks waits for no lock",
          "lock", "a program without tasks waits for no lock",
          "maps", "a program without tasks fills the map by fillmaps()",
          "memory", "a program without tasks reads what it wrote in any memory order",
          "preempt", "nobody takes the CPU in a program without tasks",
          "shrink", "a program without tasks has no schedule to show");

  private HeaderSettings() {}

  /** All of them, sorted. */
  static Set<String> keys() {
    Set<String> keys = new TreeSet<>(NUMBERS);
    keys.addAll(ONE_OF.keySet());
    keys.addAll(SOME_OF.keySet());
    keys.add(GATE);
    return keys;
  }

  /** The words that a setting takes, its default first if it takes one of them; else none. */
  public static List<String> words(String key) {
    return ONE_OF.getOrDefault(key, SOME_OF.getOrDefault(key, List.of()));
  }

  /**
   * A setting as it stands in a header.
   *
   * @param key what is set
   * @param value to what, without blanks around it
   * @param offset of the key in the line, from 0
   * @param valueOffset of the value
   */
  record Setting(String key, String value, int offset, int valueOffset) {}

  /** What is wrong with the settings of a case. */
  static List<Problem> problems(SourceLine line, Optional<Tier> tier, List<Setting> settings) {
    List<Problem> problems = new ArrayList<>();
    boolean stealing =
        settings.stream().anyMatch(one -> one.key.equals("lock") && !one.value.equals("fifo"));
    Set<String> before = new TreeSet<>();
    for (Setting one : settings) {
      if (!before.add(one.key)) {
        problems.add(line.problem(one.offset, one.key + "= is given twice", "keep one of them"));
      }
      Optional<String> why = tier.flatMap(of -> noEffect(one.key, of, stealing));
      if (why.isPresent()) {
        String what = one.key + "=" + one.value + " has no effect";
        problems.add(line.problem(one.offset, what, why.get() + "; remove it"));
      } else {
        value(line, one, problems);
      }
    }
    return problems;
  }

  private static Optional<String> noEffect(String key, Tier tier, boolean stealing) {
    if (!tier.concurrent() && ONLY_CONCURRENT.containsKey(key)) {
      return Optional.of(ONLY_CONCURRENT.get(key));
    }
    if (key.equals(GATE) && tier != Tier.EXPLORE) {
      return Optional.of("all programs of tier " + tier.text() + " are run");
    }
    return key.equals("handoff") && !stealing
        ? Optional.of("only a lock that can be stolen is handed off (lock=stealing)")
        : Optional.empty();
  }

  private static void value(SourceLine line, Setting one, List<Problem> problems) {
    if (NUMBERS.contains(one.key) && !one.value.matches("[1-9][0-9]{0,5}")) {
      String what = "'" + one.value + "' is no number for " + one.key + "=";
      problems.add(line.problem(one.valueOffset, what, "write one from 1 to 999999"));
    }
    List<String> words = words(one.key);
    if (words.isEmpty() || SOME_OF.containsKey(one.key) && one.value.isEmpty()) {
      return;
    }
    int offset = one.valueOffset;
    String[] given = SOME_OF.containsKey(one.key) ? one.value.split(",", -1) : one(one.value);
    for (String word : given) {
      if (!words.contains(word.strip())) {
        int blanks = word.length() - word.stripLeading().length();
        String what = "unknown word '" + word.strip() + "' for " + one.key + "=";
        String help = Suggestions.help(word.strip(), words);
        problems.add(line.problem(offset + blanks, what, help));
      }
      offset += word.length() + 1;
    }
  }

  private static String[] one(String word) {
    return new String[] {word};
  }
}

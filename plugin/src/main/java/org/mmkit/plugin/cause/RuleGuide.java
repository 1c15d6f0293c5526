// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.cause;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.mmkit.suite.diagnosis.Rows;

/** What each rule means, and what to try when it is broken; from {@code rules.txt}. */
public final class RuleGuide {
  /** For rules that only the kernel could notice. */
  static final int DEEPEST = 3;

  private static final RuleGuide SHIPPED = new RuleGuide();

  private final Map<String, Words> words = new TreeMap<>();

  private record Words(String why, String tryThis) {}

  private RuleGuide() {
    for (Rows.Row row : Rows.of(RuleGuide.class, "rules.txt", 3)) {
      words.put(row.cell(0), new Words(row.cell(1), row.cell(2)));
    }
  }

  /** The one of this version. */
  public static RuleGuide shipped() {
    return SHIPPED;
  }

  /** Why the rule of a code exists, in a sentence or two; empty for a code that is not known. */
  public Optional<String> why(String code) {
    return Optional.ofNullable(words.get(code)).map(Words::why);
  }

  /** What to try when the rule of a code is broken. */
  public Optional<String> tryThis(String code) {
    return Optional.ofNullable(words.get(code)).map(Words::tryThis).filter(t -> !t.isEmpty());
  }

  /**
   * How soon a finding of a rule is shown: 0 for what a program can see, such as a page of zeroes;
   * 1 for what stops the machine; 3 for what only the kernel could notice, and 2 for tables of a
   * neighbour, whose pages and counts are wrong because of it.
   */
  static int depth(String code) {
    if (code.compareTo("MM0711") >= 0 && code.compareTo("MM0750") < 0) {
      return 0;
    }
    if (code.startsWith("MM01") || code.equals("MM0701")) {
      return 1;
    }
    return code.equals("MM0313") ? 2 : DEEPEST;
  }

  /** All codes that it knows, in order. */
  Iterable<String> codes() {
    return words.keySet();
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.check;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mmkit.machine.Rule;

/**
 * The defects of the bug corpus that the stages can show, and the rules that each of them breaks. A
 * broken rule shows a defect only in a case that can reach it and for a strategy that has it.
 */
public final class Corpus {
  private static final Map<String, Set<String>> RULES = new TreeMap<>();

  static {
    breaks("A-01", "L1", "L5", "L2");
    breaks("A-02", "D2", "V1");
    breaks("A-03", "D2", "D5", "V1", "V2", "V3", "V5", "A1", "A5", "L3");
    breaks("A-04", "L4");
    breaks("A-05", "U1", "V2", "V3", "V5", "V6", "A3", "P5");
    breaks("A-06", "L4", "L3", "U1");
    breaks("A-07", "L1", "S7");
    breaks("A-08", "L4", "L3");
    breaks("A-09", "L3", "L4");
    breaks("B-07", "V3", "V5", "C1");
    breaks("D-01", "T1", "P2", "A2", "T5", "D4", "U1");
    breaks(
        "D-03", "V8", "T3", "T1", "L1", "L2", "U1", "PG2", "A2", "P1", "P2", "P5", "T-TLB", "T2");
    breaks("D-09", "T4");
    breaks("D-15", "T5", "T3");
    breaks("D-16", "T1", "T3", "P1", "P4", "L1", "A2");
    breaks("E-08", "A1");
    breaks("F-03", "S5");
    breaks("F-04", "H2");
    breaks("F-05", "D2", "F-H");
    breaks("F-06", "T1", "T3", "U1", "A2", "P1", "T4", "T5", "F-H");
    breaks("F-07", "S2");
    breaks("F-12", "F-H");
    breaks("H-01", "H-B", "P2", "L1", "U1");
    breaks("G-03", "L5", "P2");
    breaks("G-05", "S7", "L1");
    breaks("G-08", "S7", "L1");
    breaks("G-09", "L1", "P2", "A3", "P5");
    breaks("K-01", "C1", "V4", "LIVELOCK", "STEPS");
    breaks("K-02", "C1", "V4");
    breaks("J-01", "PF1");
    breaks("J-02", "PF1");
    breaks("F-02", "PF1");
    breaks("J-03", "PF1");
  }

  private Corpus() {}

  private static void breaks(String id, String... rules) {
    RULES.put(id, Set.of(rules));
  }

  /**
   * The defects that a broken rule shows, of those that the strategy has and the case can reach.
   */
  public static Set<String> shownBy(
      Rule rule, Collection<String> known, Collection<String> reached) {
    Set<String> shown = new TreeSet<>();
    for (String id : reached) {
      if (known.contains(id) && RULES.getOrDefault(id, Set.of()).contains(rule.id())) {
        shown.add(id);
      }
    }
    return shown;
  }
}

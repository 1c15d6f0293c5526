// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.record;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which findings of a stage are the first of their kind, told in the order of its cases: the first
 * of a rule is shown in full, others are brief.
 */
public final class FirstFindings {
  private final Set<String> kinds = new TreeSet<>();
  private final Set<String> codes = new TreeSet<>();

  /** By code: what its first finding proved. */
  private final Map<String, String> proved = new TreeMap<>();

  private String lastCase = "";

  /** Whether no finding before was of the same rule. */
  public boolean isFirstOf(String code) {
    return !codes.contains(code);
  }

  /**
   * The finding as it is told. Evidence stays with the first of each kind, and with the first of a
   * case; what the first of a rule proved is told of all.
   */
  public FindingRecord next(FindingRecord finding) {
    String code = finding.broken().code();
    codes.add(code);
    finding.place().proved().ifPresent(one -> proved.putIfAbsent(code, one));
    boolean shown = kinds.add(code + finding.exhibits()) | !finding.caseId().equals(lastCase);
    lastCase = finding.caseId();
    FindingRecord told = finding.withProved(Optional.ofNullable(proved.get(code)));
    return shown ? told : told.withoutEvidence();
  }

  /** Those of the rules that were broken so far. */
  public Set<String> codes() {
    return new TreeSet<>(codes);
  }

  /** Takes it that these rules alone were broken so far. */
  public void setCodes(Set<String> others) {
    codes.clear();
    codes.addAll(others);
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.render.EvidenceText;

/** A case in words: the same ones at the console, in XML and in HTML. */
public final class CaseText {
  private final CaseRecord record;

  /**
   * @param record of a case that did not pass
   */
  public CaseText(CaseRecord record) {
    this.record = record;
  }

  /** What is wrong, in one line, with the rule that it breaks. */
  String headline() {
    String headline = record.headline();
    if (record.unsafe().isEmpty()) {
      return headline;
    }
    FindingRecord.RuleRecord broken = record.unsafe().get().broken();
    String rule = " (" + broken.code() + ", rule " + broken.id() + ")";
    return headline.startsWith(broken.title())
        ? headline + rule
        : broken.title() + rule + ". " + headline;
  }

  /** How it came about: what the case says, then how the first of its findings shows. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(record.details().lines().toList());
    record.findings().stream()
        .flatMap(finding -> finding.evidence().stream())
        .findFirst()
        .map(EvidenceText::lines)
        .ifPresent(lines::addAll);
    return lines;
  }

  /** The command that shows it again, where a finding has one. */
  Optional<String> replay() {
    return record
        .unsafe()
        .or(() -> record.findings().stream().findFirst())
        .map(FindingRecord::replay);
  }
}

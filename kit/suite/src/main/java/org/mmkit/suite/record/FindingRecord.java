// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.record;

import java.util.Objects;
import java.util.Optional;
import org.mmkit.machine.FindingClass;

/**
 * A rule that a strategy broke.
 *
 * @param code the rule's stable code, such as {@code MM0305}
 * @param findingClass what it means for the strategy
 * @param rule the rule's name in the reference, such as {@code L4}
 * @param title one line in the kernel's grammar
 * @param caseId {@code stage/id} of the case that showed it
 * @param replay the command that shows it again
 * @param sched name of the file with the schedule, in the folder {@code sched}; may be empty
 * @param evidence how it came about, where a run shows it
 */
public record FindingRecord(
    String code,
    FindingClass findingClass,
    String rule,
    String title,
    String caseId,
    String replay,
    String sched,
    Optional<Evidence> evidence) {

  public FindingRecord {
    Objects.requireNonNull(code);
    Objects.requireNonNull(findingClass);
    Objects.requireNonNull(rule);
    Objects.requireNonNull(title);
    Objects.requireNonNull(caseId);
    Objects.requireNonNull(replay);
    Objects.requireNonNull(sched);
    Objects.requireNonNull(evidence);
  }

  /** A finding without a file and without evidence. */
  public FindingRecord(
      String code,
      FindingClass findingClass,
      String rule,
      String title,
      String caseId,
      String replay) {
    this(code, findingClass, rule, title, caseId, replay, "", Optional.empty());
  }
}

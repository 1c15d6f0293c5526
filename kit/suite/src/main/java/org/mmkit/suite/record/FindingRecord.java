// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.record;

import java.util.Objects;
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
 */
public record FindingRecord(
    String code,
    FindingClass findingClass,
    String rule,
    String title,
    String caseId,
    String replay) {

  public FindingRecord {
    Objects.requireNonNull(code);
    Objects.requireNonNull(findingClass);
    Objects.requireNonNull(rule);
    Objects.requireNonNull(title);
    Objects.requireNonNull(caseId);
    Objects.requireNonNull(replay);
  }
}

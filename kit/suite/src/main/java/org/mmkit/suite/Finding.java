// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.mmkit.machine.Rule;
import org.mmkit.suite.record.FindingRecord;

/**
 * A rule that the strategy broke, and the known defects that this shows.
 *
 * @param record what the results say of it
 * @param exhibits corpus ids, such as {@code A-08}; may be empty
 */
public record Finding(FindingRecord record, SortedSet<String> exhibits) {

  public Finding {
    exhibits = Collections.unmodifiableSortedSet(new TreeSet<>(exhibits));
  }

  /**
   * A finding about a rule.
   *
   * @param caseId {@code stage/id}
   * @param replay the command that shows it again
   */
  public static Finding of(Rule rule, String caseId, String replay, Collection<String> exhibits) {
    FindingRecord record =
        new FindingRecord(
            rule.code(), rule.findingClass(), rule.id(), rule.title(), caseId, replay);
    return new Finding(record, new TreeSet<>(exhibits));
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.Timeline;

/**
 * What a verification found, and what it ran on.
 *
 * @param remarks what the scan of the student's classes found
 * @param details of the strategies, in the order of the run
 * @param files for the user, by name
 */
public record VerifyOutcome(
    RunRecord run,
    Timeline timeline,
    List<Remark> remarks,
    JudgedJvm jvm,
    List<Detail> details,
    SortedMap<String, String> files) {

  public VerifyOutcome {
    remarks = List.copyOf(remarks);
    details = List.copyOf(details);
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** The same with another run. */
  public VerifyOutcome with(RunRecord other) {
    return new VerifyOutcome(other, timeline, remarks, jvm, details, files);
  }

  /**
   * What is not part of a strategy's record.
   *
   * @param wallMs milliseconds that it took
   * @param known for a shipped strategy that ran: its defects against those known
   */
  public record Detail(String strategy, long wallMs, Optional<KnownDefects> known) {}
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.util.List;
import java.util.Optional;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.Timeline;

/**
 * What a verification found, and what it ran on.
 *
 * @param remarks what the scan of the student's classes found
 * @param details of the strategies, in the order of the run
 */
public record VerifyOutcome(
    RunRecord run, Timeline timeline, List<Remark> remarks, JudgedJvm jvm, List<Detail> details) {

  public VerifyOutcome {
    remarks = List.copyOf(remarks);
    details = List.copyOf(details);
  }

  /**
   * What is not part of a strategy's record.
   *
   * @param wallMs milliseconds that it took
   * @param known for a shipped strategy that ran: its defects against those known
   */
  public record Detail(String strategy, long wallMs, Optional<KnownDefects> known) {}
}

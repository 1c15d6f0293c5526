// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.mmkit.plugin.report.CaseText;
import org.mmkit.plugin.run.VerifyRequest;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;

/** Follows one schedule and says what came of it. */
final class ReplayCall {
  private final Log log;

  ReplayCall(Log log) {
    this.log = log;
  }

  /**
   * Replays.
   *
   * @throws MojoFailureException if a rule is broken again, or the strategy broke
   */
  void run(VerifyRequest request) throws MojoFailureException {
    GoalRun run = GoalRun.of(request, log);
    CaseRecord result = run.lastCase();
    log.info(result.headline());
    new CaseText(result).lines().forEach(log::info);
    if (result.status() == CaseStatus.BROKEN
        || result.status() == CaseStatus.FAIL && request.answer().failOnViolation()) {
      throw new MojoFailureException(run.strategy() + ": " + result.headline());
    }
  }
}

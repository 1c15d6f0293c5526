// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.mmkit.plugin.report.CaseText;
import org.mmkit.plugin.run.VerifyRequest;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;

/** Runs one case again and says whether it fails as before. */
final class AgainCall {
  private final Log log;

  AgainCall(Log log) {
    this.log = log;
  }

  /**
   * Runs it.
   *
   * @throws MojoFailureException if it fails again, or the strategy broke
   */
  void run(VerifyRequest request) throws MojoFailureException {
    GoalRun run = GoalRun.of(request, log);
    for (CaseRecord one : run.cases()) {
      boolean broken = one.status() == CaseStatus.BROKEN;
      if (!broken && !one.failsTheStrategy()) {
        log.info(one.id() + " does not fail any more: " + one.status());
        continue;
      }
      log.info(one.id() + " fails again: " + one.headline());
      new CaseText(one).lines().forEach(log::info);
      if (broken || request.answer().failOnViolation()) {
        throw new MojoFailureException(run.strategy() + ", " + one.id() + ": " + one.headline());
      }
    }
  }
}

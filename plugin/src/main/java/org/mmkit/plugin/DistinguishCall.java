// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.mmkit.plugin.run.VerifyRequest;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;

/** Compares two strategies and says how they differ. That they do fails nothing. */
final class DistinguishCall {
  private final Log log;

  DistinguishCall(Log log) {
    this.log = log;
  }

  /**
   * Compares.
   *
   * @throws MojoFailureException if one of the strategies broke
   */
  void run(VerifyRequest request) throws MojoFailureException {
    GoalRun run = GoalRun.of(request, log);
    for (CaseRecord scenario : run.cases()) {
      if (scenario.status() == CaseStatus.BROKEN) {
        throw new MojoFailureException(scenario.id() + ": " + scenario.headline());
      }
    }
    run.lastCase().message().lines().forEach(log::info);
  }
}

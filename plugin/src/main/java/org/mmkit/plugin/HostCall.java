// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.mmkit.plugin.report.ResultFiles;
import org.mmkit.plugin.run.VerifyRequest;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;

/** Prints what was measured on the running kernel. No number fails the build. */
final class HostCall {
  /** Where its report is, within the folder of results. */
  static final String FOLDER = "host";

  private final Log log;

  HostCall(Log log) {
    this.log = log;
  }

  /**
   * Measures.
   *
   * @throws MojoFailureException if something broke
   */
  void run(VerifyRequest request) throws MojoFailureException {
    GoalRun run = GoalRun.reported(request, log, FOLDER);
    String remark = "";
    for (CaseRecord one : run.cases()) {
      if (one.status() == CaseStatus.BROKEN) {
        throw new MojoFailureException(one.id() + ": " + one.headline());
      }
      if (one != run.lastCase() && !one.message().isEmpty() && !one.message().equals(remark)) {
        remark = one.message();
        one.message().lines().forEach(line -> log.info(one.id() + ": " + line));
      }
    }
    run.lastCase().message().lines().forEach(log::info);
    log.info(
        "mmkit: report at "
            + request.outputDirectory().resolve(FOLDER).resolve(ResultFiles.REPORT));
  }
}

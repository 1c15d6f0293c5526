// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.mmkit.plugin.run.InputException;
import org.mmkit.plugin.run.VerifyRequest;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;

/** Says where the witnesses differ, and fails the build if it has to. */
final class TruthCall {
  private static final String FOLDER = "truth";

  private final Log log;

  TruthCall(Log log) {
    this.log = log;
  }

  /**
   * Compares.
   *
   * @throws MojoFailureException if they differ and differences fail the build, or something broke
   */
  void run(VerifyRequest request) throws MojoFailureException {
    GoalRun run = GoalRun.of(request, log, FOLDER);
    CaseRecord kernel = run.cases().get(0);
    if (run.cases().size() == 1 && kernel.status() == CaseStatus.SKIP) {
      log.warn("mmkit: nothing was compared, because " + kernel.message() + ".");
      return;
    }
    log.info("mmkit: " + kernel.message());
    for (CaseRecord one : run.cases()) {
      say(one);
    }
    List<CaseRecord> differing = with(run, CaseStatus.FAIL);
    TruthCount count = TruthCount.of(run.cases(), run.measures());
    if (count.isNothing()) {
      throw new InputException(
          "Nothing was compared: no case fits mmkit.case, and mmkit.random asks for no program.");
    }
    String summary = count.text();
    log.info("mmkit: " + summary);
    if (!differing.isEmpty() || count.random()) {
      log.info("mmkit: files in " + request.outputDirectory().resolve(FOLDER));
    }
    List<CaseRecord> broken = with(run, CaseStatus.BROKEN);
    if (!broken.isEmpty()) {
      throw new MojoFailureException(broken.get(0).id() + ": " + broken.get(0).headline());
    }
    if (!differing.isEmpty() && request.answer().failOnViolation()) {
      throw new MojoFailureException(
          "The witnesses differ: "
              + summary
              + ". With -Dmmkit.failOnViolation=false it is said"
              + " and fails nothing.");
    }
  }

  private void say(CaseRecord one) {
    switch (one.status()) {
      case FAIL -> {
        log.warn(one.id() + ": " + one.headline());
        one.details().lines().forEach(log::warn);
      }
      case SKIP -> log.info(one.id() + ": not compared: " + one.message());
      default -> log.debug(one.id() + ": " + one.message());
    }
  }

  private static List<CaseRecord> with(GoalRun run, CaseStatus status) {
    return run.cases().stream().filter(one -> one.status() == status).toList();
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import java.util.Optional;
import org.mmkit.machine.Schedule;
import org.mmkit.suite.Progress;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.check.FindingSink;
import org.mmkit.suite.explore.Exposure;
import org.mmkit.suite.program.CaseFormatter;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.sched.SchedFile;

/**
 * Hands a finding to the user: the minimal program as case text, a file that {@code mmkit:replay}
 * runs again, and the command, which is tried before it is told.
 */
final class Exposer {
  private final StageRequest request;
  private final Progress progress;
  private final FindingSink findings;
  private final String caseId;

  Exposer(StageRequest request, Progress progress, FindingSink findings, String caseId) {
    this.request = request;
    this.progress = progress;
    this.findings = findings;
    this.caseId = caseId;
  }

  /** A finding of a program without tasks. */
  String expose(Sides sides, Program small, Verdict verdict) {
    Broken broken = verdict.broken().orElseThrow();
    Program told = sides.withResults(small);
    Optional<Exposure> exposure = exposure(sides.experiment(told), new Schedule(), verdict.code());
    if (exposure.isEmpty()) {
      exposure = exposure(sides.experiment(small), new Schedule(), verdict.code());
    }
    return pass(exposure, broken, exposure.isPresent() ? told : small);
  }

  /** A finding of a concurrent program. */
  String expose(BesideSearch.Found found) {
    Optional<Exposure> exposure = exposure(found.run(), found.schedule(), found.code());
    Broken broken = exposure.flatMap(Exposure::broken).orElse(found.broken());
    return pass(exposure, broken, found.run().program());
  }

  /** What shows it, if a replay of its file does show it. */
  private Optional<Exposure> exposure(Experiment run, Schedule schedule, String code) {
    return Exposure.of(request, run, schedule, code, "fuzz, seed " + request.seed())
        .filter(one -> one.broken().isPresent())
        .filter(one -> shows(one.file(), run, schedule, code));
  }

  private static boolean shows(SchedFile file, Experiment run, Schedule schedule, String code) {
    SchedFile read = SchedFile.parse(file.fileName(), file.text());
    return CaseFormatter.format(read.program()).equals(CaseFormatter.format(run.program()))
        && !run.judge(run.run(new org.mmkit.machine.policy.Replay(schedule)), code).isEmpty();
  }

  private String pass(Optional<Exposure> exposure, Broken broken, Program program) {
    exposure.ifPresent(one -> progress.file(one.file().fileName(), one.file().text()));
    String replay =
        exposure
            .map(Exposure::replay)
            .orElse("mvn mmkit:fuzz -Dmmkit.strategy=" + request.subject().info().reference());
    findings.broken(
        broken,
        FuzzStage.ID + "/" + caseId,
        replay,
        exposure.map(one -> one.file().fileName()),
        exposure.flatMap(Exposure::evidence),
        exposure
            .map(one -> new FindingSink.Way(one.walk(), Optional.empty()))
            .orElse(FindingSink.Way.UNKNOWN));
    return broken.rule().title()
        + ": "
        + broken.sentence()
        + "\n"
        + CaseFormatter.format(program)
        + replay;
  }
}

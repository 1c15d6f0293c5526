// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mmkit.suite.Progress;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.check.FindingSink;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.render.EvidenceText;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.target.NotModelled;

/** One scenario, searched as far as the budget allows. */
final class ExploreCase {
  private static final int BOUND = 2;
  private static final long EXHAUSTIVE = 200_000;
  private static final long TRACES_WHOLE = 20_000;
  private static final int RANDOM = 1_000;
  private static final int RANDOM_WHOLE = 10_000;

  private final String stage;
  private final Program program;
  private final StageRequest request;
  private final Progress progress;
  private final FindingSink findings;

  ExploreCase(
      String stage,
      Program program,
      StageRequest request,
      Progress progress,
      FindingSink findings) {
    this.stage = stage;
    this.program = program;
    this.request = request;
    this.progress = progress;
    this.findings = findings;
  }

  CaseRecord judge() {
    String tier = program.tier().text();
    Experiment run = run(program);
    Exploration search = new Exploration(run, request.seed(), () -> progress.beginRun(false));
    Certificate certificate;
    try {
      certificate = search.search(limits());
    } catch (NotModelled missing) {
      return CaseRecord.skip(program.id(), tier, missing.getMessage());
    }
    if (search.failure() != null) {
      return progress.broken(program.id(), tier, search.failure());
    }
    if (search.discoveries().isEmpty()) {
      return CaseRecord.pass(program.id(), tier, certificate.text());
    }
    return CaseRecord.fail(program.id(), tier, report(run, search.discoveries()));
  }

  private Experiment run(Program one) {
    return Experiment.of(one, request);
  }

  private Exploration.Limits limits() {
    boolean whole = request.whole();
    int random = request.budget().orElse(whole ? RANDOM_WHOLE : RANDOM);
    return new Exploration.Limits(BOUND, EXHAUSTIVE, whole ? TRACES_WHOLE : 0, random);
  }

  /** Passes all on, and shows the first. */
  private String report(Experiment run, List<Discovery> discoveries) {
    StringBuilder text = new StringBuilder();
    List<String> shown = new ArrayList<>();
    for (Discovery discovery : discoveries) {
      text.append(discovery.rule().title()).append(": ").append(discovery.sentence()).append('\n');
      Optional<Exposure> exposure = expose(run, discovery, !shown.isEmpty());
      exposure.ifPresent(one -> progress.file(one.file().fileName(), one.file().text()));
      String replay = exposure.map(Exposure::replay).orElse(request.replay(stage, program.id()));
      findings.broken(
          discovery.rule(),
          stage + "/" + program.id(),
          replay,
          program.reaches(),
          exposure.map(one -> one.file().fileName()).orElse(""),
          exposure.flatMap(Exposure::evidence));
      if (shown.isEmpty()) {
        exposure.flatMap(Exposure::evidence).map(EvidenceText::lines).ifPresent(shown::addAll);
        shown.add("replay: " + replay);
      }
    }
    return text.append(String.join("\n", shown)).toString();
  }

  /** Makes the first of a scenario as small as can be, of others the schedule. */
  private Optional<Exposure> expose(Experiment run, Discovery discovery, boolean shown) {
    String found = discovery.search() + ", seed " + request.seed();
    String code = discovery.rule().code();
    Reduction small =
        shown
            ? Reduction.ofSchedule(run, discovery.schedule(), code)
            : Reduction.of(program, discovery, this::run, request.seed());
    return Exposure.of(request, small.run(), small.schedule(), code, found);
  }
}

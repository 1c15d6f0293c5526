// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.Progress;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.check.FindingSink;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.target.NotModelled;

/** One concurrent program, searched as far as the plan says. */
final class ExploreCase {
  private final Plan plan;
  private final Program program;
  private final StageRequest request;
  private final Progress progress;
  private final FindingSink findings;
  private boolean begun;

  ExploreCase(
      Plan plan, Program program, StageRequest request, Progress progress, FindingSink findings) {
    this.plan = plan;
    this.program = program;
    this.request = request;
    this.progress = progress;
    this.findings = findings;
  }

  CaseRecord judge() {
    String tier = program.tier().text();
    Experiment run = run(program);
    Exploration search =
        new Exploration(run, request.seed(), this::beat).by(plan.policy().apply(request.seed()));
    if (request.asked().search().failFast()) {
      search.until(Broken::isUnsafe);
    }
    Certificate certificate;
    try {
      certificate = search.search(plan.limits());
    } catch (NotModelled missing) {
      return CaseRecord.skip(program.id(), tier, missing.getMessage());
    }
    if (search.failure() != null) {
      return progress.broken(program.id(), tier, search.failure());
    }
    boolean unsafe = search.discoveries().stream().anyMatch(one -> one.broken().isUnsafe());
    Optional<SecondWitness> witness =
        unsafe ? SecondWitness.searching(program, request, plan, this::beat) : Optional.empty();
    if (witness.isPresent() && witness.get().accusesAll()) {
      return CaseRecord.skip(
          program.id(), tier, witness.get().sentence() + "\n" + words(search.discoveries()));
    }
    String found = report(run, search.discoveries());
    if (unsafe) {
      String others = witness.map(one -> "\n" + one.sentence()).orElse("");
      return CaseRecord.fail(program.id(), tier, found + others);
    }
    return run.leftSomethingUndecided()
        ? CaseRecord.skip(
            program.id(), tier, "not decided: too many orders of the calls to try all of them")
        : CaseRecord.pass(program.id(), tier, certificate.text());
  }

  private Experiment run(Program one) {
    return Experiment.of(one, request).telling(progress::printingTask);
  }

  private void beat() {
    progress.beginRun(plan.prints() && !begun);
    begun = true;
  }

  /** Passes all on, each with its schedule, and says what they are. */
  private String report(Experiment run, List<Discovery> discoveries) {
    String caseName = plan.stage() + "/" + program.id();
    boolean first = true;
    for (Discovery discovery : discoveries) {
      boolean smallest = first;
      findings.broken(discovery.rule(), caseName, full -> tell(run, discovery, full, smallest));
      first = false;
    }
    return words(discoveries);
  }

  private FindingSink.Form tell(Experiment run, Discovery discovery, boolean full, boolean first) {
    beat();
    Optional<Exposure> exposure = expose(run, discovery, full, first);
    Optional<Exposure> kept = exposure.filter(one -> one.comesAgain(this::run));
    return new FindingSink.Form(
        exposure.flatMap(Exposure::broken).orElse(discovery.broken()),
        kept.map(Exposure::replay).orElse(request.replay(plan.stage(), program.id())),
        kept.map(one -> new CaseFile(one.file().fileName(), one.file().text())),
        exposure.flatMap(Exposure::evidence),
        exposure.map(one -> way(one, full)).orElse(FindingSink.Way.UNKNOWN));
  }

  /** Diagnoses are tried for what was made small: that is the first finding of each rule. */
  private FindingSink.Way way(Exposure exposure, boolean full) {
    Optional<String> proved =
        full
            ? new Proof(exposure.file().program(), request)
                .searching(exposure.file().code(), exposure.walk(), this::beat)
            : Optional.empty();
    return new FindingSink.Way(exposure.walk(), proved);
  }

  private static String words(List<Discovery> discoveries) {
    return discoveries.stream()
        .map(one -> one.rule().title() + ": " + one.broken().sentence())
        .collect(Collectors.joining("\n"));
  }

  /**
   * Makes the first finding of a rule small: its schedule, and the program too if it is the first
   * of its case and may be. Others stay as they were found.
   */
  private Optional<Exposure> expose(
      Experiment run, Discovery discovery, boolean fresh, boolean first) {
    String found = discovery.search() + ", seed " + request.seed();
    String code = discovery.rule().code();
    if (!fresh) {
      return Exposure.brief(request, run, discovery.schedule(), code, found);
    }
    Reduction small =
        first && program.mayShrink()
            ? Reduction.of(program, discovery, this::run, request.seed(), this::beat)
            : Reduction.ofSchedule(run, discovery.schedule(), code, this::beat);
    return Exposure.of(request, small.run(), small.schedule(), code, found);
  }
}

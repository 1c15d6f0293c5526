// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.race;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.MachineOptions;
import org.mmkit.machine.Rule;
import org.mmkit.machine.Violation;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.mm.config.KernelParams;
import org.mmkit.suite.Progress;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.check.FindingSink;
import org.mmkit.suite.check.OutcomeJudge;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.Evidence;
import org.mmkit.suite.render.EvidenceMaker;
import org.mmkit.suite.render.EvidenceText;
import org.mmkit.suite.render.Incident;
import org.mmkit.suite.target.ModelTarget;
import org.mmkit.suite.target.NotModelled;
import org.mmkit.suite.target.Outcome;

/** One concurrent program under as many random schedules as the budget allows. */
final class RaceCase {
  private static final int CPUS = 4;
  private static final long STEPS_MAX = 20_000;

  /** The threshold of series v1 to v4: two pages. */
  private static final long THRESHOLD = 8192;

  /** A rule that was broken: how, and in which schedule with the fewest steps. */
  private record Broken(Rule rule, String sentence, int schedule, long steps) {}

  private final String stage;
  private final Program program;
  private final StageRequest request;
  private final Progress progress;
  private final FindingSink findings;
  private final OutcomeJudge judge;
  private final Map<String, Broken> broken = new LinkedHashMap<>();

  RaceCase(
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
    this.judge = new OutcomeJudge(program);
  }

  private ModelTarget target(boolean trace) {
    return new ModelTarget(
        request.subject()::newStrategy,
        MachineProfile.byName("xeon-e5-2680-2018"),
        MachineOptions.defaults()
            .withFibers(request.fiber())
            .withCpus(CPUS)
            .withStepLimit(STEPS_MAX)
            .withLivelockLimit(STEPS_MAX / 2)
            .withTrace(trace),
        KernelParams.standard().withHpagePudSize(THRESHOLD).withEntryByEntry(true));
  }

  CaseRecord judge() {
    String tier = program.tier().toString();
    ModelTarget target = target(false);
    int first = request.schedule().orElse(0);
    int count = request.schedule().isPresent() ? 1 : request.budget().orElse(RaceStage.BUDGET);
    for (int schedule = first; schedule < first + count; schedule++) {
      Outcome outcome;
      try {
        outcome = run(target, schedule, schedule == first);
      } catch (NotModelled missing) {
        return CaseRecord.skip(program.id(), tier, missing.getMessage());
      }
      if (outcome.failure() != null) {
        return progress.broken(program.id(), tier, outcome.failure());
      }
      note(outcome, schedule);
    }
    if (broken.isEmpty() && judge.leftSomethingUndecided()) {
      return CaseRecord.skip(
          program.id(), tier, "not decided: too many orders of the calls to try all of them");
    }
    if (broken.isEmpty()) {
      return CaseRecord.pass(program.id(), tier);
    }
    return CaseRecord.fail(program.id(), tier, report());
  }

  private Outcome run(ModelTarget target, int schedule, boolean shown) {
    progress.beginRun(shown);
    return target.run(program, new RandomWalk(request.seed(), schedule), progress::printingTask);
  }

  private void note(Outcome outcome, int schedule) {
    long steps = outcome.machine().steps();
    for (Violation violation : outcome.violations()) {
      String at = violation.source().isEmpty() ? "" : " at " + violation.source();
      note(new Broken(violation.rule(), violation.message() + at, schedule, steps));
    }
    Optional<OutcomeJudge.Illegal> illegal = judge.judge(outcome);
    illegal.ifPresent(i -> note(new Broken(i.rule(), i.sentence(), schedule, steps)));
  }

  private void note(Broken found) {
    broken.merge(
        found.rule().code(), found, (old, fresh) -> fresh.steps() < old.steps() ? fresh : old);
  }

  /** The run again, with its steps. */
  private Optional<Evidence> evidence(Broken one, boolean shown) {
    Outcome traced = run(target(true), one.schedule(), shown);
    return Incident.of(program, traced, one.rule().code())
        .map(incident -> new EvidenceMaker(program, traced).of(incident, -1));
  }

  /**
   * Passes the findings on; returns the message of the case, with the shortest failing sequence.
   */
  private String report() {
    String name = stage + "/" + program.id();
    @Nullable Broken shortest = null;
    StringBuilder others = new StringBuilder();
    for (Broken one : broken.values()) {
      String replay = request.replay(stage, program.id(), one.schedule());
      findings.broken(one.rule(), name, replay, program.reaches(), "", evidence(one, false));
      others.append("\n  ").append(one.rule().code()).append(" (").append(one.rule().id());
      others.append(") ").append(one.rule().title()).append(": ").append(one.sentence());
      if (shortest == null || one.steps() < shortest.steps()) {
        shortest = one;
      }
    }
    return Objects.requireNonNull(shortest).rule().title()
        + ": "
        + shortest.sentence()
        + "\nbroken rules:"
        + others
        + "\nshortest failing sequence found (schedule "
        + shortest.schedule()
        + "):\n"
        + evidence(shortest, true)
            .map(found -> String.join("\n", EvidenceText.lines(found)) + "\n")
            .orElse("")
        + "replay: "
        + request.replay(stage, program.id(), shortest.schedule());
  }
}

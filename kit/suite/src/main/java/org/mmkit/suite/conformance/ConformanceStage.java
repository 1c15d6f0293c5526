// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mmkit.machine.MachineOptions;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.Violation;
import org.mmkit.machine.policy.VirtualTime;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.mm.config.KernelParams;
import org.mmkit.suite.Progress;
import org.mmkit.suite.Stage;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageResult;
import org.mmkit.suite.check.FindingSink;
import org.mmkit.suite.check.SpecRule;
import org.mmkit.suite.check.SpecWitness;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.target.ModelTarget;
import org.mmkit.suite.target.NotModelled;
import org.mmkit.suite.target.Observation;
import org.mmkit.suite.target.Outcome;

/**
 * Runs the sequential cases on the model and compares each result with the kernel's. Tier G counts
 * as a rate of agreement; all others must agree.
 */
public final class ConformanceStage implements Stage {
  /** The tests of the series set the threshold of its fast path to this: 4 KiB. */
  private static final long THRESHOLD = 4096;

  /** Far above what any case needs; an endless loop ends soon. */
  private static final long STEPS_MAX = 3_000_000;

  @Override
  public String id() {
    return "conformance";
  }

  @Override
  public StageResult run(StageRequest request, Progress progress) {
    List<Program> programs = new ArrayList<>();
    for (Program program : ConformancePrograms.of(request)) {
      if (request.selects(id(), program.id())) {
        programs.add(program);
      }
    }
    progress.expect(programs.size());
    FindingSink findings = new FindingSink(request, progress);
    ModelTarget target =
        new ModelTarget(
            request.subject()::newStrategy,
            MachineProfile.byName("xeon-e5-2680-2018"),
            MachineOptions.defaults()
                .withFibers(request.fiber())
                .withCpus(2)
                .withStepLimit(STEPS_MAX),
            KernelParams.standard().withHpagePudSize(THRESHOLD));
    TreeSet<String> reachable = new TreeSet<>();
    for (Program program : programs) {
      reachable.addAll(ConformancePrograms.reaches(program));
      progress.run(
          program.id(),
          program.tier().toString(),
          () -> judge(program, target, request, progress, findings));
    }
    return new StageResult(new TreeMap<>(), List.of(), reachable);
  }

  private CaseRecord judge(
      Program program,
      ModelTarget target,
      StageRequest request,
      Progress progress,
      FindingSink findings) {
    String tier = program.tier().toString();
    Outcome outcome;
    try {
      outcome = target.run(program, new VirtualTime(), progress::printingTask);
    } catch (NotModelled missing) {
      return CaseRecord.skip(program.id(), tier, missing.getMessage());
    }
    if (outcome.failure() != null) {
      return progress.broken(program.id(), tier, outcome.failure());
    }
    String difference = firstDifference(outcome);
    if (difference.isEmpty()) {
      difference = SpecWitness.firstContradiction(outcome);
    }
    if (difference.isEmpty() && outcome.violations().isEmpty()) {
      return CaseRecord.pass(program.id(), tier);
    }
    report(program, outcome, difference, request, findings);
    return CaseRecord.fail(program.id(), tier, message(program, outcome, difference));
  }

  private void report(
      Program program,
      Outcome outcome,
      String difference,
      StageRequest request,
      FindingSink findings) {
    String replay = request.replay(id(), program.id());
    String name = id() + "/" + program.id();
    for (Violation violation : outcome.violations()) {
      findings.broken(violation.rule(), name, replay, ConformancePrograms.mayShow(program));
    }
    boolean counts = !program.tier().toString().equals(CaseRecord.RATE_TIER);
    if (counts && !difference.isEmpty() && outcome.violations().isEmpty()) {
      findings.broken(SpecRule.C1, name, replay, ConformancePrograms.mayShow(program));
    }
  }

  /** What the first call did that the kernel's did not, or nothing. */
  private static String firstDifference(Outcome outcome) {
    for (Observation observation : outcome.observations()) {
      String result = observation.result();
      if (result == null) {
        return observation.step().text() + " did not return: " + words(outcome.end());
      }
      if (!observation.step().expected().matches(result)) {
        return observation.step().call().text()
            + " gave "
            + result
            + " instead of "
            + observation.step().expected().text();
      }
    }
    return outcome.end() == RunEnd.COMPLETED ? "" : "the run did not end: " + words(outcome.end());
  }

  private static String words(RunEnd end) {
    return switch (end) {
      case DEADLOCK -> "deadlock";
      case LIVELOCK -> "livelock";
      case STEP_LIMIT -> "it took more than " + STEPS_MAX + " steps";
      default -> "a rule was broken";
    };
  }

  private static String message(Program program, Outcome outcome, String difference) {
    StringBuilder text = new StringBuilder();
    if (!difference.isEmpty()) {
      text.append(program.file()).append(": ").append(difference);
    } else {
      text.append(program.file()).append(": ").append(outcome.violations().get(0).message());
    }
    for (Violation violation : outcome.violations()) {
      text.append('\n').append(violation.rule().code()).append(' ');
      text.append(violation.rule().title()).append(": ").append(violation.message());
      if (!violation.source().isEmpty()) {
        text.append(" at ").append(violation.source());
      }
    }
    for (Observation observation : outcome.observations()) {
      text.append("\n  line ").append(observation.step().line()).append(": ");
      text.append(observation.step().call().text()).append(" -> ").append(observation.result());
    }
    return text.toString();
  }
}

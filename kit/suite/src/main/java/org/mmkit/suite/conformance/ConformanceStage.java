// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.conformance;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.mmkit.machine.policy.VirtualTime;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.HostUse;
import org.mmkit.suite.Progress;
import org.mmkit.suite.Stage;
import org.mmkit.suite.StageCases;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageResult;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.check.FindingSink;
import org.mmkit.suite.check.SpecRule;
import org.mmkit.suite.explore.Proof;
import org.mmkit.suite.explore.SecondWitness;
import org.mmkit.suite.museum.Exhibits;
import org.mmkit.suite.program.Cases;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;
import org.mmkit.suite.program.Tier;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.StrategyStep;
import org.mmkit.suite.render.SideBySide;
import org.mmkit.suite.render.Walk;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Patience;
import org.mmkit.suite.target.NotModelled;
import org.mmkit.suite.target.Observation;
import org.mmkit.suite.target.Outcome;

/**
 * Runs each sequential case once, in virtual time, and compares each result with the kernel's. Tier
 * G counts as a rate of agreement; all others must agree.
 */
public final class ConformanceStage implements Stage {
  /** The name of the stage that runs some cases again. */
  public static final String AGAIN = "again";

  private static final String ID = "conformance";

  /** Of how many cases one runs again. */
  private static final int EVERY = 4;

  private final String id;

  /** All cases, in their order. */
  public ConformanceStage() {
    this(ID);
  }

  private ConformanceStage(String id) {
    this.id = id;
  }

  /** Some of the cases, the last first: in another JVM they give the same, or something is odd. */
  public static ConformanceStage again() {
    return new ConformanceStage(AGAIN);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public boolean ofAGoal() {
    return id.equals(AGAIN);
  }

  @Override
  public Set<Tier> tiers() {
    return EnumSet.complementOf(EnumSet.of(Tier.RACE, Tier.EXPLORE));
  }

  @Override
  public StageResult run(StageRequest request, Progress progress) {
    return open(request, progress).all();
  }

  @Override
  public StageCases open(StageRequest request, Progress progress) {
    List<Program> programs = programs(request);
    if (id.equals(AGAIN)) {
      List<Program> all = List.copyOf(programs);
      programs.clear();
      for (int i = all.size() - 1; i >= 0; i -= EVERY) {
        programs.add(all.get(i));
      }
    }
    progress.expect(programs.size());
    if (request.asked().goal().host().answers() == HostUse.Target.HOST) {
      StageCases.Job job =
          new StageCases.Job("", () -> KernelCases.judge(programs, request, progress));
      return new StageCases(List.of(job), StageResult::nothing);
    }
    FindingSink findings = new FindingSink(request, progress);
    Patience patience = new Patience();
    List<StageCases.Job> jobs = new ArrayList<>();
    boolean apart = request.asked().search().part().isPresent();
    for (Program program : programs) {
      Supplier<CaseRecord> judge = () -> judge(program, request, progress, findings, patience);
      Supplier<CaseRecord> hurried =
          () -> judge(program, request, progress, findings, Patience.spent());
      TwoForms forms = new TwoForms(program, progress, findings, patience);
      jobs.add(
          new StageCases.Job(
              program.id(),
              apart
                  ? () -> forms.run(judge, hurried)
                  : () -> progress.run(program.id(), program.tier().text(), judge)));
    }
    return new StageCases(
        jobs, () -> StageResult.reaching(Exhibits.reachableBy(id(), Program.ids(programs))));
  }

  private static List<Program> programs(StageRequest request) {
    List<Program> all = new ArrayList<>(Cases.shipped(one -> request.selects(ID, one)));
    all.addAll(CaseFile.programs(request.caseFiles()));
    all.removeIf(program -> !program.isSequential() || !request.selects(ID, program.id()));
    return all;
  }

  private CaseRecord judge(
      Program program,
      StageRequest request,
      Progress progress,
      FindingSink findings,
      Patience patience) {
    String tier = program.tier().text();
    Experiment experiment =
        Experiment.of(program, request, patience::limit).telling(progress::printingTask);
    Outcome outcome;
    try {
      outcome = experiment.run(new VirtualTime());
      patience.saw(outcome);
    } catch (NotModelled missing) {
      return CaseRecord.skip(program.id(), tier, missing.getMessage());
    }
    if (outcome.failure() != null) {
      return progress.broken(program.id(), tier, outcome.failure());
    }
    List<Broken> broken = experiment.judge(outcome);
    if (broken.isEmpty()) {
      return CaseRecord.pass(program.id(), tier);
    }
    boolean unsafe = broken.stream().anyMatch(Broken::isUnsafe);
    Optional<SecondWitness> witness =
        unsafe ? SecondWitness.once(program, request) : Optional.empty();
    if (witness.isPresent() && witness.get().accusesAll()) {
      String text = witness.get().sentence() + "\n" + message(program, outcome, broken);
      return CaseRecord.skip(program.id(), tier, text);
    }
    String replay = request.replay(id(), program.id());
    for (Broken one : broken) {
      if (counts(one, program, outcome)) {
        findings.broken(
            one.rule(),
            id() + "/" + program.id(),
            full ->
                new FindingSink.Form(
                    one,
                    replay,
                    Optional.empty(),
                    Optional.empty(),
                    full ? way(one, experiment, request) : FindingSink.Way.UNKNOWN));
      }
    }
    return unsafe
        ? CaseRecord.fail(program.id(), tier, message(program, outcome, broken))
        : CaseRecord.pass(program.id(), tier);
  }

  /** The way to the first finding of each rule; the others come about as that one did. */
  private static FindingSink.Way way(Broken broken, Experiment experiment, StageRequest request) {
    List<StrategyStep> walk = Walk.of(broken, experiment.trace(new VirtualTime()));
    Proof proof = new Proof(experiment.program(), request);
    return new FindingSink.Way(walk, proof.once(broken.rule().code(), walk));
  }

  /**
   * A wrong result behind a broken invariant is its consequence, and one of tier G lowers the rate
   * of agreement and nothing else.
   */
  private static boolean counts(Broken broken, Program program, Outcome outcome) {
    boolean rate = program.tier().text().equals(CaseRecord.RATE_TIER);
    return broken.rule() != SpecRule.C1 || outcome.violations().isEmpty() && !rate;
  }

  private static String message(Program program, Outcome outcome, List<Broken> broken) {
    Broken last = broken.get(broken.size() - 1);
    StringBuilder text = new StringBuilder(program.file());
    text.append(last.line().map(line -> ":" + line).orElse("")).append(": ");
    text.append(
        last.rule() == SpecRule.C1 ? last.sentence() : outcome.violations().get(0).message());
    for (Broken one : broken) {
      if (one.rule() != SpecRule.C1) {
        text.append('\n').append(one.rule().code()).append(' ');
        text.append(one.rule().title()).append(": ").append(one.sentence());
      }
    }
    List<Observation> seen = outcome.observations();
    new SideBySide(program)
        .column("strategy", i -> i < seen.size() ? returned(seen.get(i)) : "")
        .column("kernel", i -> expected(program.setup().get(i), seen, i))
        .lines()
        .forEach(line -> text.append("\n  ").append(line));
    return text.toString();
  }

  private static String returned(Observation call) {
    return call.result() == null ? "no return" : call.result();
  }

  /** What the case allows; where that is anything, what came. */
  private static String expected(Step step, List<Observation> seen, int index) {
    String result = index < seen.size() ? seen.get(index).result() : null;
    return result != null && step.expected().matches(result) ? result : step.expected().text();
  }
}

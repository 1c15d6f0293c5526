// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.suite.Progress;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.check.FindingSink;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Tier;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.target.NotModelled;

/**
 * Searches the schedules of the scenarios: all of them up to two preemptions, then one of each
 * trace, then others at random. Of the programs of the sweep one schedule of each trace is run, and
 * where these are too many all schedules up to one preemption. Each case says how far its search
 * reached.
 */
public final class ExploreStage extends SearchStage {
  private static final int BOUND = 2;
  private static final long EXHAUSTIVE = 200_000;

  /** The scenarios of two tasks have at most some 800 traces, with a strategy that is right. */
  private static final long TRACES = 2_000;

  private static final long TRACES_WHOLE = 20_000;
  private static final int RANDOM = 1_000;
  private static final int RANDOM_WHOLE = 10_000;

  /** Most programs of the sweep have fewer, either way. */
  private static final long SWEEP = 150;

  /** Schedules in which a signal that can end a wait comes while it waits. */
  private static final int SIGNALS = 300;

  /** The case about whether runs come again. */
  public static final String REPEATABLE = "repeatable";

  /** The case about what the strategy says that can be reached. */
  public static final String GOALS = "goals";

  /** The stage. */
  public ExploreStage() {
    super(Tier.EXPLORE);
  }

  @Override
  List<Program> programs(StageRequest request) {
    List<Program> all = new ArrayList<>(Scenarios.of(request));
    all.addAll(Sweep.programs());
    return all;
  }

  @Override
  Plan plan(StageRequest request, Program program) {
    boolean swept = Sweep.has(program);
    return new Plan(id(), swept ? sweep(request) : limits(request), Policies::new, false);
  }

  @Override
  Optional<Check> before() {
    return Optional.of(new Check(REPEATABLE, this::repeatable));
  }

  @Override
  Optional<Check> after() {
    return Optional.of(new Check(GOALS, this::goals));
  }

  private static Exploration.Limits limits(StageRequest request) {
    boolean whole = request.whole();
    int random = request.budget().orElse(whole ? RANDOM_WHOLE : RANDOM);
    return new Exploration.Limits(BOUND, EXHAUSTIVE, whole ? TRACES_WHOLE : TRACES, random);
  }

  private static Exploration.Limits sweep(StageRequest request) {
    long most = request.whole() ? TRACES : SWEEP;
    return new Exploration.Limits(1, most, most, 0, true);
  }

  private CaseRecord repeatable(
      List<Program> programs, StageRequest request, Progress progress, FindingSink findings) {
    for (Program program : scenarios(programs)) {
      progress.beginRun(false);
      Optional<Broken> strange = strange(program, request);
      if (strange.isPresent()) {
        return found(REPEATABLE, List.of(strange.get()), request, findings);
      }
    }
    return CaseRecord.pass(REPEATABLE, "");
  }

  private CaseRecord goals(
      List<Program> programs, StageRequest request, Progress progress, FindingSink findings) {
    Goals goals = new Goals(request.subject().info());
    for (Program program : scenarios(programs)) {
      progress.beginRun(false);
      try {
        see(program, request, goals);
      } catch (NotModelled missing) {
        // Its own case says so.
      }
    }
    return found(GOALS, goals.missed(), request, findings);
  }

  /** Those that say what they are about: their number decides how long these cases take. */
  private static List<Program> scenarios(List<Program> programs) {
    return programs.stream().filter(program -> !Sweep.has(program)).toList();
  }

  private static void see(Program program, StageRequest request, Goals goals) {
    Experiment run = Experiment.of(program, request);
    goals.see(run.steps(new RandomWalk(request.seed(), 0)));
    if (program.leavesToChoice("signal")) {
      for (int i = 0; i < SIGNALS && !goals.sawKill(); i++) {
        goals.seeSignals(run.steps(new RandomWalk(request.seed(), i)));
      }
    }
  }

  private static Optional<Broken> strange(Program program, StageRequest request) {
    try {
      return new Repetition(program, request).strange(request.seed());
    } catch (NotModelled missing) {
      return Optional.empty();
    }
  }

  private CaseRecord found(
      String caseId, List<Broken> all, StageRequest request, FindingSink findings) {
    String replay = request.replay(id(), caseId);
    all.forEach(one -> findings.broken(one, id() + "/" + caseId, replay));
    return all.stream()
        .filter(Broken::isUnsafe)
        .findFirst()
        .map(one -> CaseRecord.fail(caseId, "", one.rule().title() + ": " + one.sentence()))
        .orElseGet(() -> CaseRecord.pass(caseId, ""));
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.TraceDetail;
import org.mmkit.machine.Violation;
import org.mmkit.mm.config.ArchHook;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.Subject;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.check.OutcomeJudge;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.target.ModelTarget;
import org.mmkit.suite.target.Outcome;
import org.mmkit.suite.target.ProgramRuns;
import org.mmkit.suite.target.RunWatch;
import org.mmkit.unmap.UnmapStrategy;

/**
 * A program on a system that was set up for it, run under one schedule after another. Each outcome
 * is judged by all oracles that apply: the invariants of the model, leaks included; the results
 * that the program expects; the sequential specification, which must explain the results of
 * concurrent calls in some order.
 *
 * <p>An outcome of {@link #run} can be read until the next run.
 */
public final class Experiment {
  private final Program program;
  private final ProgramRuns plain;
  private final ModelTarget stepped;
  private final ModelTarget traced;
  private final OutcomeJudge judge;
  private final ArchHook hook;
  private Consumer<Supplier<String>> printingTask = task -> {};

  /**
   * Sets a program up.
   *
   * @param strategy gives a new instance for each run
   */
  public Experiment(Program program, Setup setup, Supplier<UnmapStrategy> strategy) {
    this(program, setup, strategy, null);
  }

  /**
   * The same, with somebody who looks on at the runs of {@link #run}.
   *
   * @param watch sees each step and each call
   */
  public Experiment(
      Program program, Setup setup, Supplier<UnmapStrategy> strategy, @Nullable RunWatch watch) {
    this.program = program;
    this.plain = setup.target(strategy).watchedBy(watch).runsOf(program);
    this.stepped = setup.traced(TraceDetail.STEPS).target(strategy);
    this.traced = setup.traced(TraceDetail.STORY).target(strategy);
    this.judge = new OutcomeJudge(program);
    this.hook = setup.kernel().hook();
  }

  /** The program with the strategy of a request, set up as the program and the request ask. */
  public static Experiment of(Program program, StageRequest request) {
    return of(program, request, request.subject());
  }

  /** The same with a set-up that is changed. */
  public static Experiment of(Program program, StageRequest request, UnaryOperator<Setup> changed) {
    Setup setup = Setup.of(program, request.defects(), request.fiber());
    return new Experiment(program, changed.apply(setup), request.subject()::newStrategy);
  }

  /** The same with another strategy than that of the request. */
  public static Experiment of(Program program, StageRequest request, Subject subject) {
    Setup setup = Setup.of(program, request.defects(), request.fiber());
    return new Experiment(program, setup, subject::newStrategy);
  }

  /** Gives in each run the printing task: the name of the running task, whenever asked. */
  public Experiment telling(Consumer<Supplier<String>> printer) {
    printingTask = printer;
    return this;
  }

  /** The program. */
  public Program program() {
    return program;
  }

  /**
   * Runs one schedule.
   *
   * @throws org.mmkit.suite.target.NotModelled if the program needs what the model does not express
   */
  public Outcome run(Scheduler scheduler) {
    return plain.run(scheduler, printingTask);
  }

  /** Whether further runs are made as the last one, each on a fresh system or none. */
  public void makeRunsAlike(boolean on) {
    plain.makeAlike(on);
  }

  /** Runs one schedule on a fresh system and records its steps, but not where they come from. */
  public Outcome steps(Scheduler scheduler) {
    return stepped.run(program, scheduler, printingTask);
  }

  /** Runs one schedule and records its steps, the strategy's lines and what lies between. */
  public Outcome trace(Scheduler scheduler) {
    return traced.run(program, scheduler, printingTask);
  }

  /** Runs one schedule and records its steps, and how each of them changes the state. */
  public Outcome traceWithStates(Scheduler scheduler) {
    return traced.runWithStates(program, scheduler, printingTask);
  }

  /** What a run broke, in the order found; empty if nothing. */
  public List<Broken> judge(Outcome outcome) {
    List<Violation> violations = outcome.violations();
    var illegal = judge.judge(outcome);
    if (violations.isEmpty() && illegal.isEmpty()) {
      return List.of();
    }
    List<Broken> broken = new ArrayList<>();
    for (Violation violation : violations) {
      broken.add(new Broken(violation));
    }
    illegal.ifPresent(broken::add);
    if (hook != ArchHook.NONE) {
      broken.replaceAll(one -> one.onlyOn(hook.machines()));
    }
    return broken;
  }

  /** How a run broke the rule of a code, if it did. */
  public Optional<Broken> judge(Outcome outcome, String code) {
    return judge(outcome).stream().filter(one -> one.rule().code().equals(code)).findFirst();
  }

  /** Whether some results were neither explained nor refuted within the limit of the search. */
  public boolean leftSomethingUndecided() {
    return judge.leftSomethingUndecided();
  }
}

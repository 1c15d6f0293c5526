// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.mmkit.suite.Defects;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.program.Expected;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

/**
 * The two sides of a comparison: the strategy under test, with the bugs that the user switched on,
 * and {@code exclusive} on a kernel without bugs. What both show alike is a fault of mmkit itself,
 * of its model or of its specification, and nothing is held against the strategy.
 */
final class Sides {
  private static final Supplier<UnmapStrategy> REFERENCE = ExclusiveMunmap::new;

  private final StageRequest request;
  private final AloneRun subject;
  private final AloneRun judged;
  private final AloneRun reference;

  /**
   * Both sides.
   *
   * @param coverage looks on at the runs of {@link #tried}
   */
  Sides(StageRequest request, Coverage coverage) {
    Supplier<UnmapStrategy> strategy = request.subject()::newStrategy;
    this.request = request;
    this.subject = new AloneRun(strategy, request.defects(), request.fiber(), coverage);
    this.judged = new AloneRun(strategy, request.defects(), request.fiber(), null);
    this.reference = new AloneRun(REFERENCE, Defects.NONE, request.fiber(), null);
  }

  /** What a new program shows of the strategy. */
  Verdict tried(Program program) {
    return subject.of(program);
  }

  /** What it shows of the strategy and not of the reference, too. */
  boolean isTheStrategys(Program program, Verdict verdict) {
    Verdict other = reference.of(program);
    return !other.isBad() || other.calls() > verdict.calls() && !other.key().equals(verdict.key());
  }

  /** Whether a program shows something of the strategy and not of the reference. */
  boolean shows(Program program, String key) {
    Verdict verdict = judged.of(program);
    return verdict.key().equals(key) && isTheStrategys(program, verdict);
  }

  /** Whether a program shows something of the reference. */
  boolean referenceShows(Program program, String key) {
    return reference.of(program).key().equals(key);
  }

  /** The same program, with the results that the reference gives where the specification agrees. */
  Program withResults(Program program) {
    List<String> results = reference.results(program);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < program.setup().size(); i++) {
      Step step = program.setup().get(i);
      Expected expected =
          i < results.size() && !results.get(i).isEmpty()
              ? Expected.exactly(results.get(i))
              : Expected.ANYTHING;
      steps.add(new Step(step.call(), expected, i + 2, step.call().text()));
    }
    return program.with(steps, List.of(), List.of());
  }

  /** A program of the strategy, ready to run. */
  Experiment experiment(Program program) {
    return Experiment.of(program, request);
  }

  /** The same, whose runs are looked on at. */
  Experiment watched(Program program, Coverage coverage) {
    return new Experiment(
        program,
        Setup.of(program, request.defects(), request.fiber()),
        request.subject()::newStrategy,
        coverage);
  }

  /** The same of the reference. */
  Experiment referenceExperiment(Program program) {
    return new Experiment(program, Setup.of(program, Defects.NONE, request.fiber()), REFERENCE);
  }
}

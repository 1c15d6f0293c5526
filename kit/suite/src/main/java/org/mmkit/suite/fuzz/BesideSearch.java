// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Schedule;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.explore.Discovery;
import org.mmkit.suite.explore.Exploration;
import org.mmkit.suite.explore.Reduction;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.spec.Answer;
import org.mmkit.suite.spec.SpecState;
import org.mmkit.suite.spec.SpecTarget;
import org.mmkit.suite.target.NotModelled;

/** Runs concurrent programs under random schedules of several policies, PCT among them. */
final class BesideSearch {
  /** One program in so many is concurrent: they take longer. */
  static final int ONE_IN = 16;

  private static final Exploration.Limits SCHEDULES = Exploration.Limits.atRandom(60);

  /** How hard the reference is tried before it counts as innocent. */
  private static final Exploration.Limits REFERENCE = new Exploration.Limits(1, 1_000, 0, 400);

  /**
   * A rule that was broken.
   *
   * @param broken the rule, and how it was broken first
   * @param run the smallest program that shows it, ready to run
   * @param schedule that shows it
   */
  record Found(Broken broken, Experiment run, Schedule schedule) {
    String code() {
      return broken.rule().code();
    }
  }

  /**
   * What a program showed.
   *
   * @param own codes of rules that the reference breaks too
   * @param thrown what the strategy threw, or null
   */
  record Result(long schedules, List<Found> found, List<String> own, @Nullable Throwable thrown) {}

  private final StageRequest request;
  private final Sides sides;
  private final Coverage coverage;
  private final Runnable beat;

  BesideSearch(StageRequest request, Sides sides, Coverage coverage, Runnable beat) {
    this.request = request;
    this.sides = sides;
    this.coverage = coverage;
    this.beat = beat;
  }

  /** Whether the specification knows what the set-up of a program does. */
  boolean isKnown(Program program) {
    SpecState state = SpecState.initial();
    for (Step step : program.setup()) {
      if (SpecTarget.apply(state, 0, step.call()) instanceof Answer.Unspecified) {
        return false;
      }
    }
    return true;
  }

  /**
   * Searches the schedules of a program.
   *
   * @param known codes that need not be found again
   */
  Result search(Program program, Set<String> known) {
    Exploration search = new Exploration(sides.watched(program, coverage), request.seed(), beat);
    try {
      search.search(SCHEDULES);
    } catch (NotModelled missing) {
      return new Result(search.runs(), List.of(), List.of(), null);
    }
    List<Found> found = new ArrayList<>();
    List<String> own = new ArrayList<>();
    boolean clean = true;
    for (Discovery discovery : search.discoveries()) {
      String code = discovery.rule().code();
      if (known.contains(code)) {
        continue;
      }
      if (referenceBreaks(program, code)) {
        own.add(code);
        clean = false;
      } else if (clean) {
        found.add(small(program, discovery));
      }
    }
    Throwable thrown = search.failure();
    boolean ours = thrown != null && referenceBreaks(program, "");
    return new Result(search.runs(), found, own, ours ? null : thrown);
  }

  private Found small(Program program, Discovery discovery) {
    String code = discovery.rule().code();
    Reduction small = Reduction.of(program, discovery, sides::experiment, request.seed(), beat);
    if (referenceBreaks(small.run().program(), code)) {
      small = Reduction.ofSchedule(sides.experiment(program), discovery.schedule(), code, beat);
    }
    return new Found(discovery.broken(), small.run(), small.schedule());
  }

  /** Whether the reference breaks a rule in some schedule, or, without a code, throws. */
  private boolean referenceBreaks(Program program, String code) {
    Exploration search =
        new Exploration(sides.referenceExperiment(program), request.seed(), beat)
            .until(broken -> broken.rule().code().equals(code));
    search.search(REFERENCE);
    return search.failure() != null
        || search.discoveries().stream().anyMatch(d -> d.rule().code().equals(code));
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.exercise;

import java.util.Optional;
import org.mmkit.machine.search.BoundedSearch;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.Defects;
import org.mmkit.suite.Progress;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.target.NotModelled;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

/**
 * The variants of a request that are worth to be handed out: the strategy under attack breaks in
 * each, and {@code exclusive} does not.
 */
final class Variants {
  private static final int PREEMPTIONS = 2;
  private static final long SCHEDULES_OF_STRATEGY = 6_000;
  private static final long SCHEDULES_OF_EXCLUSIVE = 400;

  private final StageRequest request;
  private final Progress progress;

  Variants(StageRequest request, Progress progress) {
    this.request = request;
    this.progress = progress;
  }

  /**
   * The variant of the student of the request.
   *
   * @throws BadInputException if the scenario has none, or the strategy does not break in it
   */
  Program of(Program scenario) {
    Rewriting.obstacle(scenario)
        .ifPresent(
            why -> {
              throw new BadInputException(
                  scenario.id()
                      + " has no variants, because "
                      + why
                      + ": choose another scenario (mmkit.case), or leave mmkit.student out.");
            });
    String student = request.asked().goal().exercise().student();
    Optional<Program> variant = Variant.of(scenario, student, this::isGood);
    return variant.orElseThrow(
        () ->
            new BadInputException(
                "None of "
                    + Variant.TRIES
                    + " variants of "
                    + scenario.id()
                    + " is an exercise against "
                    + request.subject().info().reference()
                    + ": in "
                    + SCHEDULES_OF_STRATEGY
                    + " schedules of each no rule breaks, or exclusive breaks one too"
                    + (breaks(Experiment.of(scenario, request), SCHEDULES_OF_STRATEGY)
                        ? "."
                        : "; nor does one break in the scenario itself.")));
  }

  private boolean isGood(Program program) {
    Setup setup = Setup.of(program, Defects.NONE, request.fiber());
    return breaks(Experiment.of(program, request), SCHEDULES_OF_STRATEGY)
        && !breaks(new Experiment(program, setup, ExclusiveMunmap::new), SCHEDULES_OF_EXCLUSIVE);
  }

  private boolean breaks(Experiment run, long schedules) {
    int deviations = run.program().settings().containsKey("choices") ? 1 : 0;
    BoundedSearch search = new BoundedSearch(PREEMPTIONS, deviations);
    try {
      for (long done = 0; done < schedules && search.hasNext(); done++) {
        progress.beginRun(false);
        if (run.judge(run.run(search.next())).stream().anyMatch(Broken::isUnsafe)) {
          return true;
        }
      }
    } catch (NotModelled missing) {
      throw new BadInputException(
          run.program().id() + " cannot be run with this strategy: " + missing.getMessage());
    }
    return false;
  }
}

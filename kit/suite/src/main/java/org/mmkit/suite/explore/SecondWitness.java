// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.mmkit.machine.policy.VirtualTime;
import org.mmkit.machine.search.BoundedSearch;
import org.mmkit.suite.Defects;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.target.NotModelled;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;
import org.mmkit.unmap.gather.Gather612;
import org.mmkit.unmap.merged.Merged58;
import org.mmkit.unmap.pervma.PerVma64;

/**
 * The correct strategies of the kit before a program of the user that accuses somebody: a program
 * that accuses them all says nothing of the strategy under test.
 */
public final class SecondWitness {
  private static final Map<String, Supplier<UnmapStrategy>> CORRECT = correct();

  private final Program program;
  private final List<String> accused = new ArrayList<>();
  private final List<String> innocent = new ArrayList<>();

  private SecondWitness(Program program) {
    this.program = program;
  }

  private static Map<String, Supplier<UnmapStrategy>> correct() {
    Map<String, Supplier<UnmapStrategy>> correct = new LinkedHashMap<>();
    correct.put("exclusive", ExclusiveMunmap::new);
    correct.put("merged-5.8", Merged58::new);
    correct.put("pervma-6.4", PerVma64::new);
    correct.put("gather-6.12", Gather612::new);
    return correct;
  }

  /** Runs a program without tasks; nothing for one that comes with the kit. */
  public static Optional<SecondWitness> once(Program program, StageRequest request) {
    return ofUser(
        program, request, run -> !run.judge(run.run(new VirtualTime())).stream().allMatch(safe()));
  }

  /**
   * Searches the schedules of a program as far as those of the accused; nothing for one that comes
   * with the kit.
   */
  static Optional<SecondWitness> searching(
      Program program, StageRequest request, Plan plan, Runnable beat) {
    return ofUser(
        program,
        request,
        run -> {
          Exploration search =
              new Exploration(run, request.seed(), beat)
                  .by(plan.policy().apply(request.seed()))
                  .until(Broken::isUnsafe);
          search.search(plan.limits());
          return search.discoveries().stream().anyMatch(one -> one.broken().isUnsafe());
        });
  }

  private static Predicate<Broken> safe() {
    return broken -> !broken.isUnsafe();
  }

  /** Whether a run, or any of several, accuses. */
  private interface Trial {
    boolean accuses(Experiment run);
  }

  private static Optional<SecondWitness> ofUser(
      Program program, StageRequest request, Trial trial) {
    boolean ofUser =
        request.caseFiles().stream().anyMatch(file -> file.name().equals(program.file()));
    return ofUser ? Optional.of(of(program, request, trial)) : Optional.empty();
  }

  /**
   * Searches the schedules of a program with few preemptions, whoever wrote it.
   *
   * @param schedules after which each search ends
   * @param beat called before each run
   */
  public static SecondWitness bounded(
      Program program, StageRequest request, long schedules, Runnable beat) {
    return of(
        program,
        request,
        run -> {
          BoundedSearch search = new BoundedSearch(2, 1);
          boolean accuses = false;
          for (long done = 0; !accuses && done < schedules && search.hasNext(); done++) {
            beat.run();
            accuses = !run.judge(run.run(search.next())).stream().allMatch(safe());
          }
          return accuses;
        });
  }

  private static SecondWitness of(Program program, StageRequest request, Trial trial) {
    SecondWitness witness = new SecondWitness(program);
    Setup setup = Setup.of(program, Defects.NONE, request.fiber());
    CORRECT.forEach(
        (id, strategy) -> {
          try {
            boolean accuses = trial.accuses(new Experiment(program, setup, strategy));
            (accuses ? witness.accused : witness.innocent).add(id);
          } catch (NotModelled missing) {
            // This one cannot say anything.
          }
        });
    return witness;
  }

  /** Whether none of the correct strategies passes. */
  public boolean accusesAll() {
    return innocent.isEmpty() && !accused.isEmpty();
  }

  /** Who is accused, in a sentence. */
  public String sentence() {
    if (accusesAll()) {
      return "Not judged: "
          + program.id()
          + " accuses every correct strategy of the kit too ("
          + String.join(", ", accused)
          + "), so that the program is at fault, or mmkit.";
    }
    return accused.isEmpty()
        ? "The kit's correct strategies pass " + program.id() + "."
        : "Of the kit's correct strategies "
            + String.join(", ", innocent)
            + " pass "
            + program.id()
            + ", and it accuses "
            + String.join(", ", accused)
            + " too.";
  }
}

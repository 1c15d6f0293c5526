// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.mmkit.machine.FiberKind;

/**
 * What the user asks for, whatever the strategy. A goal sets it, and the judged JVM gets it so.
 *
 * @param stages by name, in the order in which they run
 * @param cases which cases run
 * @param search where random choices come from, and how many schedules are tried
 * @param fiber what simulated tasks run on
 * @param defects ids of the bugs of the past that are switched on in the model
 * @param goal what only some goals ask for
 * @param perf which loads stage perf measures
 * @param timeoutSeconds after which the run of one strategy is stopped
 */
public record JudgeRequest(
    List<String> stages,
    Selection cases,
    Search search,
    FiberKind fiber,
    List<String> defects,
    Goal goal,
    Perf perf,
    int timeoutSeconds) {

  /** Seconds that judging one strategy may take where the user sets nothing. */
  public static final int DEFAULT_TIMEOUT_S = 600;

  private static final int STALL_S_MAX = 60;

  public JudgeRequest {
    stages = List.copyOf(stages);
    Objects.requireNonNull(cases);
    Objects.requireNonNull(search);
    Objects.requireNonNull(fiber);
    defects = List.copyOf(defects);
    Objects.requireNonNull(goal);
    Objects.requireNonNull(perf);
  }

  /** A request for one stage, with the defaults of all the rest. */
  public static JudgeRequest of(String stage, Selection cases, Search search) {
    return new JudgeRequest(
        List.of(stage),
        cases,
        search,
        FiberKind.AUTO,
        List.of(),
        Goal.NONE,
        Perf.SMOKE,
        DEFAULT_TIMEOUT_S);
  }

  /** The same request for simulated tasks that run on something else. */
  public JudgeRequest withFiber(FiberKind other) {
    return new JudgeRequest(stages, cases, search, other, defects, goal, perf, timeoutSeconds);
  }

  /** The same request with bugs of the past, by their ids. */
  public JudgeRequest withDefects(List<String> ids) {
    return new JudgeRequest(stages, cases, search, fiber, ids, goal, perf, timeoutSeconds);
  }

  /** The same request of another goal. */
  public JudgeRequest withGoal(Goal other) {
    return new JudgeRequest(stages, cases, search, fiber, defects, other, perf, timeoutSeconds);
  }

  /** The same request for other loads. */
  public JudgeRequest withPerf(Perf other) {
    return new JudgeRequest(stages, cases, search, fiber, defects, goal, other, timeoutSeconds);
  }

  /** Seconds without progress after which the run is stopped. */
  public int stallSeconds() {
    return Math.max(1, Math.min(STALL_S_MAX, timeoutSeconds - 1));
  }

  /**
   * Which cases run.
   *
   * @param glob by their names
   * @param files case files beside those that are shipped
   * @param whole whether all cases run, where otherwise those do that are quick and tell most
   */
  public record Selection(CaseGlob glob, List<CaseFile> files, boolean whole) {

    /** The quick cases that are shipped. */
    public static final Selection QUICK = new Selection(CaseGlob.ALL, List.of(), false);

    /** All cases that are shipped. */
    public static final Selection WHOLE = new Selection(CaseGlob.ALL, List.of(), true);

    public Selection {
      Objects.requireNonNull(glob);
      files = List.copyOf(files);
    }

    /** The cases among these that fit other patterns. */
    public Selection withGlob(String patterns) {
      return new Selection(new CaseGlob(patterns), files, whole);
    }

    /** These cases and those in files of the user. */
    public Selection withFiles(List<CaseFile> others) {
      return new Selection(glob, others, whole);
    }
  }

  /**
   * How schedules are chosen.
   *
   * @param seed what every random choice comes from
   * @param budget schedules for each program, where the user sets it
   * @param failFast whether what is likely to fail comes first, and a few causes are enough
   * @param part which of the cases this JVM runs, where several share them
   */
  public record Search(long seed, OptionalInt budget, boolean failFast, Optional<Part> part) {

    /** The default seed: the day on which the series was posted. */
    public static final long DEFAULT_SEED = 20180809;

    /** What is done where the user chooses nothing. */
    public static final Search DEFAULT = new Search(DEFAULT_SEED);

    public Search {
      Objects.requireNonNull(budget);
    }

    /** All cases, in one JVM. */
    public Search(long seed, OptionalInt budget, boolean failFast) {
      this(seed, budget, failFast, Optional.empty());
    }

    /** As many schedules as each stage finds right. */
    public Search(long seed) {
      this(seed, OptionalInt.empty());
    }

    /** All of them, whatever fails. */
    public Search(long seed, OptionalInt budget) {
      this(seed, budget, false, Optional.empty());
    }

    /** The same choices, so many of them for each program. */
    public Search withBudget(int schedules) {
      return new Search(seed, OptionalInt.of(schedules), failFast, part);
    }
  }

  /**
   * What only some goals ask for.
   *
   * @param sched the schedule to replay
   * @param other the strategy to compare with: a class, or the id of a shipped one
   * @param debugPort where the judged JVM waits for a debugger, to halt before the step that shows
   *     what is wrong
   * @param host what is asked of the running kernel
   * @param minutes for which a stage that could go on for ever does
   * @param exercise what the goals of exercises ask for
   */
  public record Goal(
      Optional<CaseFile> sched,
      Optional<String> other,
      OptionalInt debugPort,
      HostUse host,
      OptionalInt minutes,
      Exercise exercise) {

    /** Nothing of all this. */
    public static final Goal NONE =
        new Goal(
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            HostUse.NONE,
            OptionalInt.empty(),
            Exercise.NONE);

    public Goal {
      Objects.requireNonNull(sched);
      Objects.requireNonNull(other);
      Objects.requireNonNull(debugPort);
      Objects.requireNonNull(host);
      Objects.requireNonNull(minutes);
      Objects.requireNonNull(exercise);
    }

    /** Goes on for some minutes. */
    public static Goal lasting(OptionalInt minutes) {
      return new Goal(NONE.sched, NONE.other, NONE.debugPort, NONE.host, minutes, NONE.exercise);
    }

    /** Follows one schedule. */
    public static Goal replay(CaseFile sched, OptionalInt debugPort) {
      return new Goal(
          Optional.of(sched), NONE.other, debugPort, NONE.host, NONE.minutes, NONE.exercise);
    }

    /** An exercise, on the schedule that somebody hands in if there is one. */
    public static Goal exercise(Optional<CaseFile> sched, Exercise exercise) {
      return new Goal(sched, NONE.other, NONE.debugPort, NONE.host, NONE.minutes, exercise);
    }

    /** Compares with another strategy. */
    public static Goal distinguish(String other) {
      return NONE.withOther(Optional.of(other));
    }

    /** Asks the running kernel. */
    public static Goal host(HostUse use) {
      return new Goal(NONE.sched, NONE.other, NONE.debugPort, use, NONE.minutes, NONE.exercise);
    }

    /** The same goal with another strategy to compare with. */
    public Goal withOther(Optional<String> reference) {
      return new Goal(sched, reference, debugPort, host, minutes, exercise);
    }
  }

  /**
   * Which loads stage perf measures.
   *
   * @param grid how many points, and how large
   * @param loads files of loads of the user; the shipped loads run where there are none
   * @param machine what they run on
   * @param recording a recorded program that is replayed in place of loads
   * @param traces formats in which each point is told in full
   */
  public record Perf(
      PerfGrid grid,
      List<CaseFile> loads,
      PerfMachine machine,
      Optional<Recorded> recording,
      List<TraceFormat> traces) {

    /** A few small points of the shipped loads. */
    public static final Perf SMOKE = new Perf(PerfGrid.SMOKE, List.of());

    public Perf {
      Objects.requireNonNull(grid);
      loads = List.copyOf(loads);
      Objects.requireNonNull(machine);
      Objects.requireNonNull(recording);
      traces = List.copyOf(traces);
    }

    /** On the standard machine. */
    public Perf(PerfGrid grid, List<CaseFile> loads) {
      this(grid, loads, PerfMachine.STANDARD, Optional.empty(), List.of());
    }

    /** On another machine. */
    public Perf on(PerfMachine other) {
      return new Perf(grid, loads, other, recording, traces);
    }

    /** A recorded program in place of the loads. */
    public Perf replaying(Optional<Recorded> other) {
      return new Perf(grid, loads, machine, other, traces);
    }

    /** Telling each point in full. */
    public Perf telling(List<TraceFormat> formats) {
      return new Perf(grid, loads, machine, recording, formats);
    }
  }

  /**
   * What loads run on.
   *
   * @param profile the name of a shipped profile
   * @param profileFile a profile of the user
   * @param policy the rule of its semaphores; that of the profile if it is empty
   * @param tasks how many tasks loads have; as each load says if it is empty
   */
  public record PerfMachine(
      Optional<String> profile,
      Optional<CaseFile> profileFile,
      Optional<String> policy,
      List<Integer> tasks) {

    /** The machine of the other stages, and what loads say. */
    public static final PerfMachine STANDARD =
        new PerfMachine(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    public PerfMachine {
      Objects.requireNonNull(profile);
      Objects.requireNonNull(profileFile);
      Objects.requireNonNull(policy);
      tasks = List.copyOf(tasks);
    }
  }
}

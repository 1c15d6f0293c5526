// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.Task;
import org.mmkit.machine.keep.Checkpoint;
import org.mmkit.machine.keep.UnknownStateException;
import org.mmkit.suite.program.Program;
import org.mmkit.unmap.kernel.StrategyPaths;

/**
 * Runs one program under one schedule after the other. After thousands of runs on fresh systems the
 * state after the set-up is kept, and put back before each further run instead of making it again;
 * each run gets a new instance of the strategy. Where the set-up leaves something to the scheduler
 * or calls the strategy, each run is on a fresh system.
 *
 * <p>An outcome can be read until the next run.
 */
public final class ProgramRuns {
  /**
   * Until then the JVM takes longer to compile the code that puts a state back than it saves: stage
   * race, which has as many runs of a program, is a tenth faster without.
   */
  private static final int FRESH_RUNS = 5_000;

  private final ModelTarget target;
  private final Program program;
  private final int freshRuns;
  private int fresh;
  private boolean alike;
  private @Nullable ModelSystem system;
  private @Nullable Checkpoint afterSetUp;

  ProgramRuns(ModelTarget target, Program program) {
    this(target, program, FRESH_RUNS);
  }

  ProgramRuns(ModelTarget target, Program program, int freshRuns) {
    this.target = target;
    this.program = program;
    this.freshRuns = freshRuns;
  }

  /** Runs the program once. */
  public Outcome run(Scheduler scheduler) {
    return run(scheduler, printer -> {});
  }

  /** The same; also gives the printing task: the name of the running task, whenever asked. */
  public Outcome run(Scheduler scheduler, Consumer<Supplier<String>> printingTask) {
    if (fresh == freshRuns && !alike) {
      keepSetUp();
    }
    if (afterSetUp == null) {
      fresh += alike ? 0 : 1;
      return target.run(program, scheduler, printingTask);
    }
    ModelSystem kept = putBack();
    kept.plug(scheduler, target.newPaths());
    kept.watch(target.onlooker());
    ModelTarget.tellPrinter(kept, printingTask);
    return kept.play(RunEnd.COMPLETED);
  }

  /**
   * Whether further runs are made as the last one, for a scheduler that also counts the decisions
   * of the set-up, which a state that is put back does not have.
   */
  public void makeAlike(boolean on) {
    alike = on;
  }

  /** Whether runs take place on one system that is put back each time. */
  boolean reuses() {
    return afterSetUp != null;
  }

  /** The system in the state after its set-up, without scheduler and strategy. */
  ModelSystem putBack() {
    Objects.requireNonNull(afterSetUp).restore();
    return Objects.requireNonNull(system);
  }

  private void keepSetUp() {
    fresh++;
    StrategyPaths paths = target.newPaths();
    ModelSystem fresh = target.system(program, new Unasked(), paths);
    RunEnd end = fresh.setUp();
    boolean alwaysTheSame = fresh.machine().schedule().size() == 0 && !paths.wereTaken();
    if (end == RunEnd.COMPLETED && alwaysTheSame) {
      try {
        afterSetUp = fresh.checkpoint();
        system = fresh;
      } catch (UnknownStateException e) {
        // Something new that cannot be put back: each run is on a fresh system as before.
      }
    }
  }

  /** Schedules one task alone; what it chooses makes the set-up one that is not kept. */
  private static final class Unasked implements Scheduler {
    @Override
    public Task pick(Task[] runnable, int count, @Nullable Task current) {
      return runnable[0];
    }

    @Override
    public int choose(ChoiceKind kind, int options) {
      return 0;
    }
  }
}

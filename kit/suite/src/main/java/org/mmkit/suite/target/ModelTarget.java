// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Machine;
import org.mmkit.machine.MachineOptions;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.mm.Kernel;
import org.mmkit.mm.Parts;
import org.mmkit.mm.config.KernelParams;
import org.mmkit.suite.program.Program;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.kernel.StrategyPaths;

/**
 * Runs programs on the model of Linux mm with a strategy plugged in; each run on a fresh system.
 */
public final class ModelTarget {
  /** The task that runs the set-up and what comes after. */
  public static final String MAIN = "main";

  private final Supplier<UnmapStrategy> strategy;
  private final MachineProfile profile;
  private final MachineOptions options;
  private final KernelParams params;
  private final Parts parts;
  private final @Nullable RunWatch watch;

  /** A target; the supplier gives a new instance of the strategy for each run. */
  public ModelTarget(
      Supplier<UnmapStrategy> strategy,
      MachineProfile profile,
      MachineOptions options,
      KernelParams params) {
    this(strategy, profile, options, params, Parts.standard());
  }

  /** The same, on kernels that have other parts. */
  public ModelTarget(
      Supplier<UnmapStrategy> strategy,
      MachineProfile profile,
      MachineOptions options,
      KernelParams params,
      Parts parts) {
    this(strategy, profile, options, params, parts, null);
  }

  private ModelTarget(
      Supplier<UnmapStrategy> strategy,
      MachineProfile profile,
      MachineOptions options,
      KernelParams params,
      Parts parts,
      @Nullable RunWatch watch) {
    this.strategy = strategy;
    this.profile = profile;
    this.options = options;
    this.params = params;
    this.parts = parts;
    this.watch = watch;
  }

  /** The same target, whose runs somebody looks on at. */
  public ModelTarget watchedBy(@Nullable RunWatch onlooker) {
    return new ModelTarget(strategy, profile, options, params, parts, onlooker);
  }

  /**
   * Runs a program once: set-up, the tasks under the scheduler, what comes after.
   *
   * @throws NotModelled if the program needs what the model does not express
   */
  public Outcome run(Program program, Scheduler scheduler) {
    return run(program, scheduler, printer -> {});
  }

  /** The same; also gives the printing task: the name of the running task, whenever asked. */
  public Outcome run(
      Program program, Scheduler scheduler, Consumer<Supplier<String>> printingTask) {
    ModelSystem system = system(program, scheduler, newPaths());
    tellPrinter(system, printingTask);
    return system.play(system.setUp());
  }

  /** The same; the outcome also says how the state changed from step to step. */
  public Outcome runWithStates(
      Program program, Scheduler scheduler, Consumer<Supplier<String>> printingTask) {
    ModelSystem system = system(program, scheduler, newPaths());
    tellPrinter(system, printingTask);
    system.recordStates();
    return system.play(system.setUp());
  }

  /** Runs of one program, many times over, each as good as one on a fresh system. */
  public ProgramRuns runsOf(Program program) {
    return new ProgramRuns(this, program);
  }

  /** Who looks on at its runs. */
  @Nullable RunWatch onlooker() {
    return watch;
  }

  StrategyPaths newPaths() {
    try {
      return new StrategyPaths(strategy.get());
    } catch (NotModelled forged) {
      throw new IllegalStateException("the strategy threw what only mmkit may throw", forged);
    }
  }

  ModelSystem system(Program program, Scheduler scheduler, StrategyPaths paths) {
    ModelSystem system =
        new ModelSystem(
            program,
            new Machine(profile, scheduler, options),
            machine -> new Kernel(machine, params, paths, parts));
    system.watch(watch);
    return system;
  }

  static void tellPrinter(ModelSystem system, Consumer<Supplier<String>> printingTask) {
    Machine machine = system.machine();
    printingTask.accept(() -> machine.current() == null ? "" : machine.current().name());
  }
}

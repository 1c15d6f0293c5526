// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.mmkit.machine.Machine;
import org.mmkit.machine.MachineOptions;
import org.mmkit.machine.MachineProfile;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.Task;
import org.mmkit.mm.Invariants;
import org.mmkit.mm.Kernel;
import org.mmkit.mm.KernelParams;
import org.mmkit.mm.Syscalls;
import org.mmkit.mm.SystemInvariants;
import org.mmkit.mm.TaskStruct;
import org.mmkit.suite.program.PageAccesses;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;
import org.mmkit.suite.program.TaskProgram;
import org.mmkit.unmap.StrategyPaths;
import org.mmkit.unmap.UnmapStrategy;

/**
 * Runs programs on the model of Linux mm with a strategy plugged in; each run on a fresh system.
 */
public final class ModelTarget {
  /** Between the task's name and the call in the notes of a trace. */
  public static final String NOTE_SEPARATOR = ": ";

  private static final String MAIN = "main";

  private final Supplier<UnmapStrategy> strategy;
  private final MachineProfile profile;
  private final MachineOptions options;
  private final KernelParams params;

  /** A target; the supplier gives a new instance of the strategy for each run. */
  public ModelTarget(
      Supplier<UnmapStrategy> strategy,
      MachineProfile profile,
      MachineOptions options,
      KernelParams params) {
    this.strategy = strategy;
    this.profile = profile;
    this.options = options;
    this.params = params;
  }

  /**
   * Runs a program once: set-up, the tasks under the scheduler, what comes after.
   *
   * @throws NotModelled if the program needs what the model does not express
   */
  public Outcome run(Program program, Scheduler scheduler) {
    return run(program, scheduler, printer -> {});
  }

  /** As the other, telling who prints: the name of the task that is running whenever asked. */
  public Outcome run(
      Program program, Scheduler scheduler, Consumer<Supplier<String>> printingTask) {
    Machine machine = new Machine(profile, scheduler, options);
    printingTask.accept(() -> machine.current() == null ? "" : machine.current().name());
    World world = new World(new Kernel(machine, params, new StrategyPaths(strategy.get())));
    RunEnd end = alone(machine, world, program.setup());
    if (end == RunEnd.COMPLETED && !program.tasks().isEmpty()) {
      world.kernel().letAllocationsFail(program.runsOutOfMemory());
      end = together(machine, world, program.tasks());
      world.kernel().letAllocationsFail(false);
    }
    if (end == RunEnd.COMPLETED && !program.after().isEmpty()) {
      end = alone(machine, world, program.after());
    }
    if (end == RunEnd.COMPLETED) {
      end = alone(machine, world, List.of(), () -> exit(machine, world));
    }
    return new Outcome(end, world.observations(), failure(machine), machine);
  }

  private static RunEnd alone(Machine machine, World world, List<Step> steps) {
    return steps.isEmpty() ? RunEnd.COMPLETED : alone(machine, world, steps, () -> {});
  }

  private static RunEnd alone(Machine machine, World world, List<Step> steps, Runnable last) {
    Script script = new Script(world, MAIN, steps, last);
    script.bind(machine.spawn(MAIN, 0, script));
    return machine.run();
  }

  private static RunEnd together(Machine machine, World world, List<TaskProgram> programs) {
    int cpu = 0;
    for (TaskProgram program : programs) {
      Script script = new Script(world, program.name(), program.steps(), () -> {});
      Task task = machine.spawn(program.name(), cpu++ % machine.cpus(), script);
      world.tasks().put(program.name(), task);
      script.bind(task);
    }
    return machine.run();
  }

  private static void exit(Machine machine, World world) {
    TaskStruct task = new TaskStruct(world.kernel(), machine.current(), world.process());
    world.pins().values().forEach(new Syscalls(task)::unpin);
    Invariants.checkQuiescent(world.process().mm());
    SystemInvariants.check(world.kernel());
    task.exit();
    SystemInvariants.check(world.kernel());
  }

  private static Throwable failure(Machine machine) {
    for (int id = 0; id < machine.taskCount(); id++) {
      Throwable failure = machine.task(id).failure();
      if (failure instanceof NotModelled missing) {
        throw missing;
      }
      if (failure != null) {
        return failure;
      }
    }
    return null;
  }

  /** The calls of one task, one after the other. */
  private static final class Script implements Runnable {
    private final World world;
    private final String name;
    private final List<Step> steps;
    private final Runnable last;
    private Task task;

    Script(World world, String name, List<Step> steps, Runnable last) {
      this.world = world;
      this.name = name;
      this.steps = steps;
      this.last = last;
    }

    void bind(Task spawned) {
      task = spawned;
    }

    @Override
    public void run() {
      TaskStruct struct = new TaskStruct(world.kernel(), task, world.process());
      CallContext context = new CallContext(world, struct);
      for (Step step : steps) {
        for (Step part : parts(step, context)) {
          run(part, context);
        }
        if (task.killed()) {
          // The signal is delivered where the kernel would return to the program.
          break;
        }
      }
      last.run();
    }

    /** A concurrent task's fill and pat are judged page by page, as they happen. */
    private List<Step> parts(Step step, CallContext context) {
      String call = step.call().name();
      if (name.equals(MAIN) || !(call.equals("fill") || call.equals("pat"))) {
        return List.of(step);
      }
      return PageAccesses.split(step.call(), context.env()).stream()
          .map(part -> new Step(part, step.expected(), step.line(), step.text()))
          .toList();
    }

    private void run(Step step, CallContext context) {
      int index = world.begin(name, step);
      note(step, "");
      String result = CallTable.run(context, step.call());
      world.end(index, result);
      note(step, " -> " + result);
    }

    private void note(Step step, String result) {
      Machine machine = world.kernel().machine();
      if (machine.recordsTrace()) {
        machine.note(name + NOTE_SEPARATOR + step.call().text() + result);
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Machine;
import org.mmkit.machine.NoScheduler;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.Task;
import org.mmkit.machine.TraceDetail;
import org.mmkit.machine.keep.Checkpoint;
import org.mmkit.mm.Invariants;
import org.mmkit.mm.Kernel;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.UnmapPaths;
import org.mmkit.mm.proc.SystemInvariants;
import org.mmkit.mm.syscall.KernelEvents;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;
import org.mmkit.suite.program.TaskProgram;

/** A modelled system, and a program that runs on it: set-up, the tasks, what comes after, exit. */
final class ModelSystem {
  private final Program program;
  private final Machine machine;
  private final World world;
  private @Nullable StateLog states;

  ModelSystem(Program program, Machine machine, Function<Machine, Kernel> boot) {
    this.program = program;
    this.machine = machine;
    machine.leaveChoices(false);
    this.world = new World(boot.apply(machine));
    if (machine.options().trace() == TraceDetail.STORY) {
      machine.whenBroken(world::takeSnapshot);
    }
  }

  Machine machine() {
    return machine;
  }

  World world() {
    return world;
  }

  /** Another scheduler and another instance of the strategy for the next run. */
  void plug(Scheduler scheduler, @Nullable UnmapPaths paths) {
    machine.setScheduler(scheduler);
    world.kernel().plug(paths);
  }

  /** Shows the next run to somebody. */
  void watch(@Nullable RunWatch watch) {
    world.watch(watch);
  }

  /** Writes down how the state changes while the tasks run. */
  void recordStates() {
    states = new StateLog(world);
  }

  /** The state as it is now, less what is plugged in. */
  Checkpoint checkpoint() {
    plug(NoScheduler.INSTANCE, null);
    watch(null);
    List<Object> shared = new ArrayList<>(program.allSteps());
    shared.addAll(List.of(program, machine.profile(), machine.options(), world.kernel().params()));
    shared.add(world.kernel().parts());
    shared.add(machine.options().locks());
    return Checkpoint.of(shared, machine, world);
  }

  RunEnd setUp() {
    return alone(program.setup());
  }

  /** What comes after a set-up that ended that way. */
  Outcome play(RunEnd setUp) {
    RunEnd end = setUp;
    world.takeSnapshot();
    if (end == RunEnd.COMPLETED && !program.tasks().isEmpty()) {
      end = together(program.tasks());
    }
    if (end == RunEnd.COMPLETED) {
      end = alone(program.after());
    }
    if (end == RunEnd.COMPLETED) {
      machine.spawn(ModelTarget.MAIN, 0, this::exit);
      end = machine.run();
    }
    List<StateChange> changes = states == null ? List.of() : states.changes();
    return new Outcome(end, world.observations(), failure(), machine, world.snapshots(), changes);
  }

  private RunEnd alone(List<Step> steps) {
    if (steps.isEmpty()) {
      return RunEnd.COMPLETED;
    }
    Script script = new Script(world, ModelTarget.MAIN, steps, true);
    script.bind(machine.spawn(ModelTarget.MAIN, 0, script));
    return machine.run();
  }

  private RunEnd together(List<TaskProgram> programs) {
    if (states != null) {
      machine.watch(states);
    }
    programs.forEach(task -> world.prepare(task.steps()));
    for (int i = 0; i < programs.size(); i++) {
      TaskProgram task = programs.get(i);
      Script script = new Script(world, task.name(), task.steps(), false);
      Task spawned = machine.spawn(task.name(), i % machine.cpus(), script);
      world.tasks().put(task.name(), spawned);
      script.bind(spawned);
    }
    machine.leaveChoices(true);
    RunEnd end = machine.run();
    machine.leaveChoices(false);
    if (states != null) {
      states.look();
      machine.watch(null);
    }
    return end;
  }

  private void exit() {
    TaskStruct task = new TaskStruct(world.kernel(), machine.running(), world.process());
    world.pins().values().forEach(new KernelEvents(task)::unpin);
    Invariants.checkQuiescent(world.process().mm());
    SystemInvariants.check(world.kernel());
    ChildCalls.end(new CallContext(world, task));
    task.exit();
    SystemInvariants.check(world.kernel());
  }

  private @Nullable Throwable failure() {
    for (int id = 0; id < machine.taskCount(); id++) {
      Throwable failure = machine.task(id).failure();
      if (failure instanceof NotModelled missing && missing.isGenuine()) {
        throw missing;
      }
      if (failure != null) {
        return failure;
      }
    }
    return null;
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.MachineOptions;
import org.mmkit.machine.MachineProfile;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.VirtualTime;
import org.mmkit.unmap.StrategyPaths;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

final class Lab {
  static final long BASE = 0x2000_0000_0000L;
  static final long PAGE = Addr.PAGE_SIZE;
  static final int RW = MmapFlags.PROT_READ | MmapFlags.PROT_WRITE;
  static final int ANON_FIXED =
      MmapFlags.MAP_PRIVATE | MmapFlags.MAP_ANONYMOUS | MmapFlags.MAP_FIXED;

  final Machine machine;
  final Kernel kernel;
  final Process process;

  /** What one task has in its hands. */
  record Hands(TaskStruct task, Syscalls syscalls, UserMemory memory) {}

  Lab() {
    this(new ExclusiveMunmap(), KernelParams.standard());
  }

  Lab(Scheduler scheduler) {
    this(new ExclusiveMunmap(), KernelParams.standard(), scheduler);
  }

  Lab(UnmapStrategy strategy, KernelParams params) {
    this(strategy, params, new VirtualTime());
  }

  Lab(UnmapStrategy strategy, KernelParams params, Scheduler scheduler) {
    machine =
        new Machine(
            MachineProfile.byName("xeon-e5-2680-2018"),
            scheduler,
            MachineOptions.defaults()
                .withCpus(4)
                .withLockLog(true)
                .withChoices(EnumSet.allOf(ChoiceKind.class)));
    kernel = new Kernel(machine, params, new StrategyPaths(strategy));
    process = kernel.newProcess();
  }

  /** Runs a body in a task of its own; whatever it throws comes out here. */
  RunEnd run(Consumer<Hands> body) {
    return runOn(0, body);
  }

  RunEnd runOn(int cpu, Consumer<Hands> body) {
    machine.spawn("lab", cpu, () -> body.accept(hands()));
    return finish();
  }

  /** Runs each body in a task of its own, one to a CPU, at the same time. */
  @SafeVarargs
  final RunEnd together(Consumer<Hands>... bodies) {
    for (int cpu = 0; cpu < bodies.length; cpu++) {
      Consumer<Hands> body = bodies[cpu];
      machine.spawn("lab", cpu, () -> body.accept(hands()));
    }
    return finish();
  }

  private RunEnd finish() {
    RunEnd end = machine.run();
    for (int id = 0; id < machine.taskCount(); id++) {
      if (machine.task(id).failure() instanceof AssertionError error) {
        throw error;
      }
      if (machine.task(id).failure() instanceof RuntimeException exception) {
        throw exception;
      }
    }
    return end;
  }

  Hands hands() {
    TaskStruct task = new TaskStruct(kernel, machine.current(), process);
    return new Hands(task, new Syscalls(task), new UserMemory(task));
  }

  MmStruct mm() {
    return process.mm();
  }

  /** The codes of the rules that were broken. */
  List<String> brokenRules() {
    return machine.violations().stream().map(v -> v.rule().id()).toList();
  }
}

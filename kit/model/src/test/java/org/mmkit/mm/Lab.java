// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.MachineOptions;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.policy.VirtualTime;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.mm.beside.UserMemory;
import org.mmkit.mm.config.KernelParams;
import org.mmkit.mm.syscall.FileSyscalls;
import org.mmkit.mm.syscall.KernelEvents;
import org.mmkit.mm.syscall.Syscalls;
import org.mmkit.mm.syscall.UserfaultfdSyscalls;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.MmapFlags;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;
import org.mmkit.unmap.kernel.StrategyPaths;

public final class Lab {
  public static final long BASE = 0x2000_0000_0000L;
  public static final long PAGE = Addr.PAGE_SIZE;
  public static final int RW = MmapFlags.PROT_READ | MmapFlags.PROT_WRITE;
  public static final int ANON_FIXED =
      MmapFlags.MAP_PRIVATE | MmapFlags.MAP_ANONYMOUS | MmapFlags.MAP_FIXED;

  public final Machine machine;
  public final Kernel kernel;
  public final Process process;

  /** What one task has in its hands. */
  public record Hands(TaskStruct task, Syscalls syscalls, UserMemory memory) {
    public FileSyscalls files() {
      return new FileSyscalls(task);
    }

    public UserfaultfdSyscalls userfaultfd() {
      return new UserfaultfdSyscalls(task);
    }

    public KernelEvents events() {
      return new KernelEvents(task);
    }
  }

  public Lab() {
    this(new ExclusiveMunmap(), KernelParams.standard());
  }

  public Lab(Scheduler scheduler) {
    this(new ExclusiveMunmap(), KernelParams.standard(), scheduler);
  }

  public Lab(UnmapStrategy strategy, KernelParams params) {
    this(strategy, params, new VirtualTime());
  }

  public Lab(UnmapStrategy strategy, KernelParams params, Scheduler scheduler) {
    machine =
        new Machine(
            MachineProfile.byName("xeon-e5-2680-2018"),
            scheduler,
            MachineOptions.defaults()
                .withCpus(4)
                .withLockLog()
                .withChoices(EnumSet.allOf(ChoiceKind.class)));
    kernel = new Kernel(machine, params, new StrategyPaths(strategy));
    process = kernel.newProcess();
  }

  /** Runs a body in a task of its own; whatever it throws comes out here. */
  public RunEnd run(Consumer<Hands> body) {
    return runOn(0, body);
  }

  public RunEnd runOn(int cpu, Consumer<Hands> body) {
    machine.spawn("lab", cpu, () -> body.accept(hands()));
    return finish();
  }

  /** Runs each body in a task of its own, one to a CPU, at the same time. */
  @SafeVarargs
  public final RunEnd together(Consumer<Hands>... bodies) {
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

  public Hands hands() {
    TaskStruct task = new TaskStruct(kernel, machine.current(), process);
    return new Hands(task, new Syscalls(task), new UserMemory(task));
  }

  public MmStruct mm() {
    return process.mm();
  }

  /** The codes of the rules that were broken. */
  public List<String> brokenRules() {
    return machine.violations().stream().map(v -> v.rule().id()).toList();
  }
}

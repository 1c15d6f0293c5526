// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.machine.Machine;
import org.mmkit.machine.MachineOptions;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.Violation;
import org.mmkit.machine.policy.VirtualTime;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.mm.Kernel;
import org.mmkit.mm.Process;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.beside.UserMemory;
import org.mmkit.mm.syscall.Syscalls;
import org.mmkit.mm.uapi.MmapFlags;
import org.mmkit.unmap.kernel.StrategyPaths;

/** A process on a machine in virtual time, whose threads are given work. */
final class Bench {
  static final long PAGE = 4096;
  static final long RANGE = 0x1000_0000_0000L;
  private static final long PS_PER_NS = 1000;
  private static final int PROT = MmapFlags.PROT_READ | MmapFlags.PROT_WRITE;
  private static final int ANONYMOUS = MmapFlags.MAP_PRIVATE | MmapFlags.MAP_ANONYMOUS;

  private final Machine machine;
  private final Kernel kernel;
  private final Process process;
  private final List<Long> timesPs = new ArrayList<>();

  Bench(Trial trial, int cpus) {
    MachineOptions options =
        MachineOptions.defaults()
            .withFibers(trial.fiber())
            .withCpus(cpus)
            .withLocks(trial.locks())
            .withStepLimit(5_000_000);
    MachineProfile profile = MachineProfile.byName("xeon-e5-2680-2018");
    this.machine = new Machine(profile, new VirtualTime(), options);
    this.kernel =
        new Kernel(
            machine,
            trial.params(),
            new StrategyPaths(trial.strategy().get()),
            trial.defects().parts());
    this.process = kernel.newProcess();
  }

  Kernel kernel() {
    return kernel;
  }

  /** Adds a thread whose work is timed. */
  void thread(int cpu, Runnable work) {
    int index = timesPs.size();
    timesPs.add(0L);
    machine.spawn(
        "thread" + index,
        cpu,
        () -> {
          long begun = machine.nowPs();
          work.run();
          timesPs.set(index, machine.nowPs() - begun);
        });
  }

  /** Runs the threads added since the last time. */
  void run() {
    RunEnd end = machine.run();
    if (end != RunEnd.COMPLETED && machine.violations().isEmpty()) {
      throw new IllegalStateException("the workload ended with " + end);
    }
  }

  /** How long a thread took. */
  long timeNs(int thread) {
    return timesPs.get(thread) / PS_PER_NS;
  }

  List<Violation> violations() {
    return machine.violations();
  }

  TaskStruct task() {
    return new TaskStruct(kernel, machine.current(), process);
  }

  Syscalls syscalls() {
    return new Syscalls(task());
  }

  /** Maps anonymous pages and touches none. */
  void map(long address, long bytes, int more) {
    syscalls().mmap(address, bytes, PROT, ANONYMOUS | MmapFlags.MAP_FIXED | more, null, 0);
  }

  void store(long address) {
    new UserMemory(task()).store(address, 1);
  }

  void munmap(long address, long bytes) {
    syscalls().munmap(address, bytes);
  }
}

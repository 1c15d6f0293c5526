// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.function.Supplier;
import org.mmkit.machine.Machine;
import org.mmkit.machine.policy.VirtualTime;
import org.mmkit.mm.Kernel;
import org.mmkit.mm.Process;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.beside.UserMemory;
import org.mmkit.mm.syscall.Syscalls;
import org.mmkit.mm.uapi.MmapFlags;
import org.mmkit.suite.run.Setup;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.kernel.StrategyPaths;

/** A process on a machine in virtual time, and the calls that workloads are made of. */
class Bench {
  static final long PAGE = 4096;
  static final long RANGE = 0x1000_0000_0000L;
  static final long ELSEWHERE = 0x3000_0000_0000L;

  private static final int PROT = MmapFlags.PROT_READ | MmapFlags.PROT_WRITE;
  private static final int ANONYMOUS = MmapFlags.MAP_PRIVATE | MmapFlags.MAP_ANONYMOUS;

  private final Machine machine;
  private final Kernel kernel;
  private final Process process;

  Bench(Supplier<UnmapStrategy> strategy, Setup setup) {
    this.machine = new Machine(setup.profile(), new VirtualTime(), setup.machine());
    StrategyPaths paths = new StrategyPaths(strategy.get());
    this.kernel = new Kernel(machine, setup.kernel(), paths, setup.parts());
    this.process = kernel.newProcess();
  }

  final Machine machine() {
    return machine;
  }

  final Kernel kernel() {
    return kernel;
  }

  final Process process() {
    return process;
  }

  /** The task that runs now, as a thread of the process. */
  final TaskStruct task() {
    return new TaskStruct(kernel, machine.running(), process);
  }

  final Syscalls syscalls() {
    return new Syscalls(task());
  }

  /** Maps anonymous pages at an address. */
  final void map(long address, long bytes, int more) {
    syscalls().mmap(address, bytes, PROT, ANONYMOUS | MmapFlags.MAP_FIXED | more, null, 0);
  }

  /** Maps an anonymous page where there is room; its address, or a negative errno. */
  final long mapAnywhere() {
    return syscalls().mmap(0, PAGE, PROT, ANONYMOUS, null, 0);
  }

  /** Stores a 1; negative if a signal came of it. */
  final int store(long address) {
    return new UserMemory(task()).store(address, 1);
  }

  /** Loads a byte; negative if a signal came of it. */
  final int load(long address) {
    return new UserMemory(task()).load(address);
  }

  final long munmap(long address, long bytes) {
    return syscalls().munmap(address, bytes);
  }
}

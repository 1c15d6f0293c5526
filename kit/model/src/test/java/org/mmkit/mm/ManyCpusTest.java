// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.machine.Machine;
import org.mmkit.machine.MachineOptions;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.Trace;
import org.mmkit.machine.policy.VirtualTime;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.mm.beside.UserMemory;
import org.mmkit.mm.config.KernelParams;
import org.mmkit.mm.syscall.Syscalls;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;
import org.mmkit.unmap.kernel.StrategyPaths;

/** Machines with more CPUs than a long has bits. */
class ManyCpusTest {

  private static final long PAGE = Lab.PAGE;

  private Machine machine;
  private Kernel kernel;
  private Process process;

  @ParameterizedTest
  @ValueSource(ints = {2, 64, 65, 128, 192})
  void eachCpuThatCachedAPageIsFlushedAndNoOther(int cpus) {
    boot(cpus);
    int quiet = cpus / 2;
    for (int cpu = 0; cpu < cpus; cpu++) {
      long page = Lab.BASE + cpu * PAGE;
      if (cpu != quiet) {
        machine.spawn("user " + cpu, cpu, () -> touch(page));
      }
    }
    assertThat(machine.run()).isEqualTo(RunEnd.COMPLETED);
    machine.spawn("unmapper", 0, this::munmap);
    assertThat(machine.run()).isEqualTo(RunEnd.COMPLETED);

    assertThat(machine.violations()).isEmpty();
    Trace trace = machine.trace();
    long flushed =
        IntStream.range(0, trace.size())
            .filter(step -> trace.kind(step) == StepKind.TLB_FLUSH)
            .mapToLong(trace::object)
            .distinct()
            .count();
    assertThat(flushed).isEqualTo(cpus - (quiet == 0 || quiet == cpus - 1 ? 0 : 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 65, 192})
  void anUnmapOnOneCpuCostsWhatItCostsOnAMachineOfOne(int cpus) {
    assertThat(loneMunmapPs(cpus)).isEqualTo(loneMunmapPs(1)).isPositive();
  }

  private long loneMunmapPs(int cpus) {
    boot(cpus);
    machine.spawn("user", cpus - 1, () -> touch(Lab.BASE));
    machine.run();
    long before = machine.nowPs();
    machine.spawn("unmapper", cpus - 1, this::munmap);
    machine.run();
    return machine.nowPs() - before;
  }

  private void boot(int cpus) {
    machine =
        new Machine(
            MachineProfile.byName("xeon-e5-2680-2018"),
            new VirtualTime(),
            MachineOptions.defaults().withCpus(cpus).withMaxTasks(2 * cpus + 2).withTrace());
    kernel = new Kernel(machine, KernelParams.standard(), new StrategyPaths(new ExclusiveMunmap()));
    process = kernel.newProcess();
    machine.spawn("set-up", cpus - 1, this::map);
    machine.run();
  }

  private void map() {
    new Syscalls(thread()).mmap(Lab.BASE, 1024 * PAGE, Lab.RW, Lab.ANON_FIXED, null, 0);
  }

  private void touch(long address) {
    assertThat(new UserMemory(thread()).store(address, 1)).isNotNegative();
  }

  private void munmap() {
    assertThat(new Syscalls(thread()).munmap(Lab.BASE, 1024 * PAGE)).isZero();
  }

  private TaskStruct thread() {
    return new TaskStruct(kernel, machine.current(), process);
  }
}

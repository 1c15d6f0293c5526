// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.LockHold;
import org.mmkit.machine.LockMode;
import org.mmkit.machine.Machine;
import org.mmkit.machine.MachineOptions;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.Task;
import org.mmkit.machine.Violation;
import org.mmkit.machine.policy.VirtualTime;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.mm.Invariants;
import org.mmkit.mm.Kernel;
import org.mmkit.mm.Process;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.beside.UserMemory;
import org.mmkit.mm.config.KernelParams;
import org.mmkit.mm.proc.ProcMaps;
import org.mmkit.mm.syscall.Syscalls;
import org.mmkit.mm.uapi.MmapFlags;
import org.mmkit.suite.Defects;
import org.mmkit.suite.check.SpecRule;
import org.mmkit.suite.record.Lane;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.kernel.StrategyPaths;

/** One munmap of a range whose pages are all present, in virtual time, with one probe or none. */
final class HoldRun {
  private static final String UNMAPPER = "munmap";
  private static final long RANGE = 0x1000_0000_0000L;
  private static final long ELSEWHERE = 0x3000_0000_0000L;
  private static final long PAGE = 4096;
  private static final long PS_PER_NS = 1000;

  /** From the writer's arrival to that of the fault behind it. */
  private static final long BEHIND_PS = 1_000 * PS_PER_NS;

  private final Machine machine;
  private final Kernel kernel;
  private final Process process;
  private final long bytes;
  private final List<Task> probes = new ArrayList<>();
  private @Nullable Task unmapper;
  private long enteredPs;
  private long returnedPs;

  private HoldRun(Trial trial, KernelParams params, long bytes) {
    this.bytes = bytes;
    MachineOptions options =
        MachineOptions.defaults()
            .withFibers(trial.fiber())
            .withCpus(4)
            .withLocks(trial.locks())
            .withLockLog(true)
            .withStepLimit(50_000_000);
    MachineProfile profile = MachineProfile.byName("xeon-e5-2680-2018");
    this.machine = new Machine(profile, new VirtualTime(), options);
    this.kernel =
        new Kernel(
            machine, params, new StrategyPaths(trial.strategy().get()), trial.defects().parts());
    this.process = kernel.newProcess();
  }

  /**
   * What a run measured, in nanoseconds.
   *
   * @param end how the run ended
   * @param failure what the strategy threw, or null
   * @param violations the rules that were broken on the way
   * @param totalNs from the entry of the system call to its return
   * @param exclusiveHoldNs the longest single hold of mmap_sem for writing by the unmapper
   * @param exclusiveHoldSumNs all its holds for writing
   * @param readHoldNs all its holds for reading
   * @param keptNs the longest time for which the unmapper kept the lock and knew of a waiter
   * @param stretchNs the longest time for which it came to no rescheduling point
   * @param probeWaitNs how long the probe waited for mmap_sem
   * @param lanes who held the lock when, from the entry of the system call on
   */
  record Result(
      RunEnd end,
      @Nullable Throwable failure,
      List<Violation> violations,
      long totalNs,
      long exclusiveHoldNs,
      long exclusiveHoldSumNs,
      long readHoldNs,
      long keptNs,
      long stretchNs,
      long probeWaitNs,
      List<Lane> lanes) {}

  /** Runs; the probe arrives some time after the system call was entered. */
  static Result measure(
      UnmapStrategy strategy, long bytes, Probe probe, long arrivalNs, FiberKind fiber) {
    Trial trial = new Trial(() -> strategy, Defects.NONE, fiber);
    return measure(trial, KernelParams.standard(), bytes, probe, arrivalNs);
  }

  /** As the other, on a kernel set up otherwise. */
  static Result measure(Trial trial, KernelParams params, long bytes, Probe probe, long arrivalNs) {
    HoldRun run = new HoldRun(trial, params, bytes);
    run.machine.spawn("set-up", 0, run::populate);
    RunEnd end = run.machine.run();
    if (end == RunEnd.COMPLETED) {
      run.machine.lockLog().clear();
      run.unmapper = run.machine.spawn(UNMAPPER, 0, run::munmap);
      run.spawn(probe, arrivalNs * PS_PER_NS);
      end = run.machine.run();
    }
    if (end == RunEnd.COMPLETED) {
      run.machine.lockLog().enable(false);
      run.machine.spawn("check", 0, run::check);
      end = run.machine.run();
    }
    return run.result(end, probe);
  }

  private void populate() {
    Syscalls syscalls = new Syscalls(task());
    int prot = MmapFlags.PROT_READ | MmapFlags.PROT_WRITE;
    int flags =
        MmapFlags.MAP_PRIVATE
            | MmapFlags.MAP_ANONYMOUS
            | MmapFlags.MAP_NORESERVE
            | MmapFlags.MAP_FIXED;
    syscalls.mmap(RANGE, bytes, prot, flags | MmapFlags.MAP_POPULATE, null, 0);
    syscalls.mmap(ELSEWHERE, 16 * PAGE, prot, flags, null, 0);
    // The first fault of a mapping needs mmap_lock even where each VMA has a lock of its own.
    store(ELSEWHERE + PAGE);
  }

  /** What no number tells: that the range is gone, and the address space as it should be. */
  private void check() {
    if (new ProcMaps(task()).read().stream().anyMatch(line -> line.start() == RANGE)) {
      machine.report(SpecRule.C1, "munmap of " + bytes + " bytes left the mapping where it was");
    }
    Invariants.checkQuiescent(process.mm());
  }

  private TaskStruct task() {
    return new TaskStruct(kernel, machine.current(), process);
  }

  private void munmap() {
    Syscalls syscalls = new Syscalls(task());
    enteredPs = machine.nowPs();
    long result = syscalls.munmap(RANGE, bytes);
    returnedPs = machine.nowPs();
    if (result != 0) {
      machine.report(SpecRule.C1, "munmap of " + bytes + " bytes returned " + result);
    }
  }

  private void spawn(Probe probe, long arrivalPs) {
    switch (probe) {
      case NONE -> {}
      case FAULT_ELSEWHERE -> late("fault", 1, arrivalPs, () -> store(ELSEWHERE));
      case FAULT_IN_RANGE -> late("fault", 1, arrivalPs, () -> load(RANGE));
      case MMAP -> late("mmap", 1, arrivalPs, this::mapPage);
      case FAULT_BEHIND_WRITER -> {
        late("mmap", 1, arrivalPs, this::mapPage);
        late("fault", 2, arrivalPs + BEHIND_PS, () -> store(ELSEWHERE));
      }
    }
  }

  private void late(String name, int cpu, long arrivalPs, Runnable body) {
    Runnable whole =
        () -> {
          machine.delay(arrivalPs);
          body.run();
        };
    probes.add(machine.spawn(name, cpu, whole));
  }

  private void store(long address) {
    new UserMemory(task()).store(address, 1);
  }

  private void load(long address) {
    new UserMemory(task()).load(address);
  }

  private void mapPage() {
    int prot = MmapFlags.PROT_READ | MmapFlags.PROT_WRITE;
    int flags = MmapFlags.MAP_PRIVATE | MmapFlags.MAP_ANONYMOUS;
    new Syscalls(task()).mmap(0, PAGE, prot, flags, null, 0);
  }

  private Result result(RunEnd end, Probe probe) {
    if (end != RunEnd.COMPLETED) {
      return new Result(end, failure(), machine.violations(), 0, 0, 0, 0, 0, 0, 0, List.of());
    }
    long longest = 0;
    long writing = 0;
    long reading = 0;
    long waited = 0;
    List<Lane> lanes = new ArrayList<>();
    Task last = probes.isEmpty() ? null : probes.get(probes.size() - 1);
    for (LockHold hold : machine.lockLog().holds()) {
      if (hold.lock() != process.mm().mmapSem()) {
        continue;
      }
      addLanes(lanes, probe, hold);
      long held = hold.heldPs();
      if (hold.task() == last) {
        waited += hold.waitedPs();
      } else if (hold.task().name().equals(UNMAPPER) && hold.mode() == LockMode.WRITE) {
        longest = Math.max(longest, held);
        writing += held;
      } else if (hold.task().name().equals(UNMAPPER)) {
        reading += held;
      }
    }
    return new Result(
        end,
        null,
        machine.violations(),
        ns(returnedPs - enteredPs),
        ns(longest),
        ns(writing),
        ns(reading),
        ns(machine.lockLog().longestKeptPs()),
        ns(Objects.requireNonNull(unmapper).longestStretchPs()),
        ns(waited),
        lanes);
  }

  private void addLanes(List<Lane> lanes, Probe probe, LockHold hold) {
    String task = hold.task().name();
    long from = ns(hold.fromPs() - enteredPs);
    if (hold.waitedPs() > 0) {
      long asked = ns(hold.fromPs() - hold.waitedPs() - enteredPs);
      lanes.add(new Lane(probe.run, task, Lane.Mode.WAIT, asked, from));
    }
    Lane.Mode mode = Lane.Mode.valueOf(hold.mode().name());
    lanes.add(new Lane(probe.run, task, mode, from, ns(hold.toPs() - enteredPs)));
  }

  private @Nullable Throwable failure() {
    for (int id = 0; id < machine.taskCount(); id++) {
      if (machine.task(id).failure() != null) {
        return machine.task(id).failure();
      }
    }
    return null;
  }

  private static long ns(long picoseconds) {
    return (picoseconds + PS_PER_NS / 2) / PS_PER_NS;
  }
}

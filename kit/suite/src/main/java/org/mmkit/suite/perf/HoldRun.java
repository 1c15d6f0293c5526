// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.LockHold;
import org.mmkit.machine.LockMode;
import org.mmkit.machine.Machine;
import org.mmkit.machine.MachineOptions;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.Task;
import org.mmkit.machine.Violation;
import org.mmkit.mm.Invariants;
import org.mmkit.mm.proc.ProcMaps;
import org.mmkit.mm.proc.SystemInvariants;
import org.mmkit.mm.uapi.MmapFlags;
import org.mmkit.suite.check.SpecRule;
import org.mmkit.suite.record.Lane;
import org.mmkit.suite.run.Setup;
import org.mmkit.unmap.UnmapStrategy;

/** One munmap of a range whose pages are all present, in virtual time, with one probe or none. */
final class HoldRun {
  private static final String UNMAPPER = "munmap";
  private static final long RANGE = Bench.RANGE;
  private static final long ELSEWHERE = Bench.ELSEWHERE;
  private static final long PAGE = Bench.PAGE;
  private static final long STEPS_MAX = 50_000_000;
  private static final long PS_PER_NS = 1000;

  /** From the writer's arrival to that of the fault behind it. */
  private static final long BEHIND_PS = 1_000 * PS_PER_NS;

  private final WorkCount counted = new WorkCount();
  private final Machine machine;
  private final Bench bench;

  /** After the check the process has ended, and its mm is gone. */
  private final Object mmapSem;

  private final Range range;
  private final List<Task> probes = new ArrayList<>();
  private @Nullable Task unmapper;
  private long enteredPs;
  private long returnedPs;

  /**
   * What is unmapped.
   *
   * @param bytes of all of it
   * @param mappings that it consists of, with a hole of a page behind each but the last
   */
  record Range(long bytes, int mappings) {
    /** One mapping. */
    static Range ofOne(long bytes) {
      return new Range(bytes, 1);
    }
  }

  private HoldRun(Supplier<UnmapStrategy> strategy, Setup setup, Range range) {
    MachineOptions options = setup.machine().withCpus(4).withLockLog().withStepLimit(STEPS_MAX);
    this.bench = new Bench(strategy, setup.with(options).with(counted.in(setup.parts())));
    this.machine = bench.machine();
    this.mmapSem = bench.process().mm().mmapSem();
    bench.process().mm().coverage().allowPieces();
    this.range = range;
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
   * @param work what the munmap did, counted
   * @param lanes the holds of the lock by each task, from the entry of the system call on
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
      Work work,
      List<Lane> lanes) {}

  /**
   * Runs; the probe arrives some time after the system call was entered.
   *
   * @param setup but for CPUs and limits, which are the experiment's own
   */
  static Result measure(
      Supplier<UnmapStrategy> strategy, Setup setup, Range range, Probe probe, long arrivalNs) {
    HoldRun run = new HoldRun(strategy, setup, range);
    run.machine.spawn("set-up", 0, run::populate);
    RunEnd end = run.machine.run();
    if (end == RunEnd.COMPLETED) {
      run.machine.lockLog().clear();
      run.counted.begin();
      run.machine.watch(run.counted);
      run.unmapper = run.machine.spawn(UNMAPPER, 0, run::munmap);
      run.spawn(probe, arrivalNs * PS_PER_NS);
      end = run.machine.run();
    }
    if (end == RunEnd.COMPLETED) {
      run.machine.lockLog().enable(false);
      run.machine.watch(null);
      run.counted.end();
      run.machine.spawn("check", 0, run::check);
      end = run.machine.run();
    }
    return run.result(end, probe);
  }

  private void populate() {
    long each = range.bytes() / range.mappings();
    for (int i = 0; i < range.mappings(); i++) {
      long hole = i == range.mappings() - 1 ? 0 : PAGE;
      bench.map(RANGE + i * each, each - hole, MmapFlags.MAP_NORESERVE | MmapFlags.MAP_POPULATE);
    }
    bench.map(ELSEWHERE, 16 * PAGE, MmapFlags.MAP_NORESERVE);
    // The first fault of a mapping needs mmap_lock even where each VMA has a lock of its own.
    storeElsewhere(ELSEWHERE + PAGE);
  }

  /** What no number tells: that the range is gone, all else is there, and nothing leaks. */
  private void check() {
    long bytes = range.bytes();
    for (ProcMaps.Line line : new ProcMaps(bench.task()).read()) {
      if (line.start() < RANGE + bytes && line.end() > RANGE) {
        long left = Math.min(line.end(), RANGE + bytes) - Math.max(line.start(), RANGE);
        machine.report(
            SpecRule.C1, "munmap of " + bytes + " bytes left " + left + " of them mapped");
      }
    }
    for (long at : new long[] {0, bytes / 2 / PAGE * PAGE, bytes - PAGE}) {
      if (bench.load(RANGE + at) >= 0) {
        machine.report(SpecRule.L2, "a page of the range can be read after munmap returned");
      }
    }
    if (bench.load(ELSEWHERE + PAGE) != 1) {
      machine.report(SpecRule.L9, "munmap changed a page of another mapping");
    }
    Invariants.checkQuiescent(bench.process().mm());
    SystemInvariants.check(bench.kernel());
    bench.task().exit();
    SystemInvariants.check(bench.kernel());
  }

  private void munmap() {
    enteredPs = machine.nowPs();
    long result = bench.munmap(RANGE, range.bytes());
    returnedPs = machine.nowPs();
    if (result != 0) {
      machine.report(SpecRule.C1, "munmap of " + range.bytes() + " bytes returned " + result);
    }
  }

  private void spawn(Probe probe, long arrivalPs) {
    switch (probe) {
      case NONE -> {}
      case FAULT_ELSEWHERE -> late("fault", 1, arrivalPs, () -> storeElsewhere(ELSEWHERE));
      case FAULT_IN_RANGE -> late("fault", 1, arrivalPs, this::loadInRange);
      case MMAP -> late("mmap", 1, arrivalPs, this::mapPage);
      case FAULT_BEHIND_WRITER -> {
        late("mmap", 1, arrivalPs, this::mapPage);
        late("fault", 2, arrivalPs + BEHIND_PS, () -> storeElsewhere(ELSEWHERE));
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

  private void storeElsewhere(long address) {
    if (bench.store(address) < 0) {
      machine.report(SpecRule.L9, "a store to another mapping gave a signal during munmap");
    }
  }

  /** The pages of the range hold zeros. */
  private void loadInRange() {
    int loaded = bench.load(RANGE);
    if (loaded > 0) {
      machine.report(SpecRule.L1, "a load from the range gave " + loaded + " during munmap");
    }
  }

  private void mapPage() {
    long address = bench.mapAnywhere();
    if (address < 0) {
      machine.report(SpecRule.C1, "mmap of a page returned " + address + " during munmap");
    }
  }

  private Result result(RunEnd end, Probe probe) {
    if (end != RunEnd.COMPLETED) {
      Work none = counted.work(0, 1, 0);
      return new Result(end, failure(), machine.violations(), 0, 0, 0, 0, 0, 0, 0, none, List.of());
    }
    long longest = 0;
    long writing = 0;
    long reading = 0;
    long waited = 0;
    long taken = 0;
    List<Lane> lanes = new ArrayList<>();
    Task last = probes.isEmpty() ? null : probes.get(probes.size() - 1);
    for (LockHold hold : machine.lockLog().holds()) {
      if (hold.lock() != mmapSem) {
        continue;
      }
      addLanes(lanes, probe, hold);
      long held = hold.heldPs();
      if (hold.task() == last) {
        waited += hold.waitedPs();
      } else if (hold.task().name().equals(UNMAPPER) && hold.mode() == LockMode.WRITE) {
        taken++;
        longest = Math.max(longest, held);
        writing += held;
      } else if (hold.task().name().equals(UNMAPPER)) {
        taken += hold.mode() == LockMode.READ ? 1 : 0;
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
        counted.work(range.bytes() / PAGE, bench.kernel().params().gatherPages(), taken),
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

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Machine;
import org.mmkit.machine.MachineOptions;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.policy.SplitMix64;
import org.mmkit.machine.policy.VirtualTime;
import org.mmkit.mm.Invariants;
import org.mmkit.mm.Kernel;
import org.mmkit.mm.OpenFile;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.proc.SystemInvariants;
import org.mmkit.suite.run.Setup;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.kernel.StrategyPaths;

/** One run of a point on a system that was set up for it: set-up, measurement, check, end. */
public final class LoadRun {
  /** Tasks that count. */
  static final int TASKS_MAX = 256;

  /** Tasks of the machine: also forked children, the task beside, set-up and check. */
  private static final int MACHINE_TASKS_MAX = 2048;

  /** Far above what a set-up or the end of a long munmap needs. */
  private static final long STEPS_MAX = 50_000_000;

  /** By how much tasks start one after another at most. */
  private static final int PHASE_NS = 20_000;

  private static final long PS_PER_NS = 1000;

  private final Point point;
  private final Machine machine;
  private final Kernel kernel;
  private final Meter meter;
  private final Accounts accounts;
  private final Trouble trouble;
  private final Barrier barrier;
  private final Beside beside;
  private final Workers workers;
  private final Seclusion seclusion;
  private final Sites sites = new Sites(MACHINE_TASKS_MAX);
  private final Times times = new Times();
  private final long[] sizes;
  private final List<Space> spaces = new ArrayList<>();
  private final SplitMix64 random;
  private @Nullable OpenFile commonFile;
  private final long gapPs;
  private int alive;

  private LoadRun(
      Point point,
      Supplier<UnmapStrategy> strategy,
      Setup setup,
      Variation variation,
      long budget,
      LoadWatch watch) {
    this.point = point;
    this.gapPs = variation.gapNs() * PS_PER_NS;
    MachineOptions options =
        setup
            .machine()
            .withCpus(point.cpus(setup.profile().cpus()))
            .withLockLog()
            .withStepLimit(STEPS_MAX)
            .withMaxTasks(MACHINE_TASKS_MAX);
    this.machine = new Machine(Slices.in(setup.profile()), new VirtualTime(), options);
    this.kernel =
        new Kernel(
            machine,
            setup.kernel(),
            new StrategyPaths(strategy.get()),
            watch == LoadWatch.NONE ? setup.parts() : WatchedGather.in(setup.parts(), this));
    this.meter = new Meter(machine, point, budget, this::begin, this::wakeBeside, this::done);
    this.trouble = new Trouble(machine, point.load());
    this.accounts = new Accounts(kernel, meter, sites, watch);
    this.barrier = new Barrier(machine, point.tasks());
    this.beside = new Beside(machine, point, meter, times);
    this.workers = new Workers(machine);
    this.seclusion = new Seclusion(machine, point, watch);
    this.sizes = names().bySlot(point.sizes());
    this.random = new SplitMix64(variation.seed() ^ point.load().id().hashCode());
    int count = point.mode() == Mode.THREADS ? 1 : point.tasks();
    for (int i = 0; i < count; i++) {
      spaces.add(new Space(kernel.newProcess(), names().sharedCount()));
    }
  }

  /**
   * Measures a point once.
   *
   * @param setup but for CPUs and limits, which are the load's own
   * @param zap when the work of a zap is paid for
   * @param seed what user times and phases come from
   * @param budget steps after which the measurement ends
   */
  public static Measured measure(
      Point point, Supplier<UnmapStrategy> strategy, Setup setup, Zap zap, long seed, long budget) {
    return measure(point, strategy, setup, zap, Variation.of(seed), budget, LoadWatch.NONE);
  }

  /** The same, while somebody looks on. */
  public static Measured measure(
      Point point,
      Supplier<UnmapStrategy> strategy,
      Setup setup,
      Zap zap,
      Variation variation,
      long budget,
      LoadWatch watch) {
    LoadRun run = new LoadRun(point, strategy, setup, variation, budget, watch);
    run.machine.lockLog().tell(run.accounts::held);
    if (zap == Zap.AFTER_THE_LOCK) {
      run.machine.deferredCosts().defer(Zap.COSTS);
    }
    run.machine.lockLog().enable(false);
    run.spawnSetUps();
    RunEnd end = run.machine.run();
    if (end == RunEnd.COMPLETED) {
      run.machine.lockLog().enable(true);
      run.spawnAll();
      end = run.machine.run();
    }
    if (end == RunEnd.COMPLETED) {
      run.machine.lockLog().enable(false);
      run.machine.spawn("check", 0, run::check);
      end = run.machine.run();
    }
    return run.measured(end);
  }

  /** Each space is set up on the CPU of its first task, one after the other. */
  private void spawnSetUps() {
    for (int i = 0; i < spaces.size(); i++) {
      int index = i;
      machine.spawn(
          "set-up",
          i % machine.cpus(),
          () -> task(spaces.get(index), index).once(point.load().body().setup()));
    }
  }

  /** The task that runs now, as one of the load. */
  private LoadTask task(Space space, int index) {
    TaskStruct struct = new TaskStruct(kernel, machine.running(), space.process);
    return new LoadTask(this, struct, space, index, random.nextLong());
  }

  private void spawnAll() {
    alive = point.tasks();
    for (int i = 0; i < point.tasks(); i++) {
      int index = i;
      long phasePs = random.nextInt(PHASE_NS) * PS_PER_NS;
      machine.spawn("T" + i, i % machine.cpus(), () -> live(index, phasePs));
    }
    if (point.load().hasBeside()) {
      machine.spawn(
          "beside",
          point.tasks() % machine.cpus(),
          () -> beside.live(task(spaces.get(0), point.tasks())));
    }
    meter.start();
  }

  private void live(int index, long phasePs) {
    LoadTask task = task(spaces.get(index % spaces.size()), index);
    machine.delay(phasePs);
    task.once(point.load().body().start());
    if (point.load().hasBeside()) {
      beside.awaitStart();
      machine.delay(phasePs);
    }
    if (seclusion.holds() && commonFile == null) {
      machine.ahead().begin();
    }
    task.forEver(point.load().body().loop());
    machine.ahead().end();
    alive--;
    if (alive == 0) {
      workers.end();
    }
  }

  /** Nothing leaks, whatever happened. */
  private void check() {
    for (Space space : spaces) {
      Invariants.checkQuiescent(space.process.mm());
    }
    SystemInvariants.check(kernel);
    for (Space space : spaces) {
      new TaskStruct(kernel, machine.running(), space.process).exit();
    }
    SystemInvariants.check(kernel);
  }

  private void begin() {
    accounts.begin();
    times.begin();
  }

  private void wakeBeside() {
    beside.wake();
  }

  private void done() {
    accounts.end();
    times.end();
    beside.wake();
  }

  private Measured measured(RunEnd end) {
    trouble.requireUsable();
    return new Measured(
        new Measured.Soundness(end, trouble.failure(), machine.violations(), trouble.text()),
        new Measured.Window(
            meter.ending(), meter.ops(), meter.wholeRounds(), meter.windowPs(), machine.steps()),
        accounts.holds(),
        accounts.closedLedger(),
        accounts.interrupts(),
        new Measured.Latencies(times.meanPs(Site.MUNMAP), times.faultsPs()));
  }

  Point point() {
    return point;
  }

  Machine machine() {
    return machine;
  }

  Kernel kernel() {
    return kernel;
  }

  Meter meter() {
    return meter;
  }

  Barrier barrier() {
    return barrier;
  }

  Beside beside() {
    return beside;
  }

  Workers workers() {
    return workers;
  }

  Sites sites() {
    return sites;
  }

  Trouble trouble() {
    return trouble;
  }

  Accounts accounts() {
    return accounts;
  }

  Times times() {
    return times;
  }

  Names names() {
    return point.load().body().names();
  }

  boolean countsTouches() {
    return point.load().body().countsTouches();
  }

  long gapPs() {
    return gapPs;
  }

  long size(int slot) {
    return sizes[slot];
  }

  OpenFile commonFile() {
    if (commonFile == null) {
      commonFile = TaskSyscalls.temporary(this);
    }
    return commonFile;
  }
}

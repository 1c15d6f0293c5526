// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.LockHold;
import org.mmkit.machine.Machine;
import org.mmkit.machine.MachineOptions;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.policy.VirtualTime;
import org.mmkit.mm.Inode;
import org.mmkit.mm.Kernel;
import org.mmkit.mm.MmCost;
import org.mmkit.mm.OpenFile;
import org.mmkit.mm.Process;
import org.mmkit.mm.proc.SystemInvariants;
import org.mmkit.mm.uapi.RLimits;
import org.mmkit.suite.load.Ending;
import org.mmkit.suite.load.Holds;
import org.mmkit.suite.load.Ledger;
import org.mmkit.suite.load.Measured;
import org.mmkit.suite.load.Site;
import org.mmkit.suite.load.Sites;
import org.mmkit.suite.load.Times;
import org.mmkit.suite.load.Zap;
import org.mmkit.suite.run.Setup;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.kernel.StrategyPaths;

/** One run of a recording with some strategy, on a system that was set up for it. */
public final class Replay {
  private static final long STEPS_MAX = 2_000_000_000L;

  private static final int FAULTS_PER_BEAT = 1 << 14;

  /** As large as a file of 4 KiB blocks can be, nearly. */
  private static final long FILE_BYTES = 1L << 40;

  private final Recording recording;
  private final Machine machine;
  private final Kernel kernel;
  private final Sites sites;
  private final Times times = new Times();
  private final Holds holds = new Holds();
  private final Ledger ledger = new Ledger();
  private final Differences differences = new Differences();
  private final Player[] players;
  private final @Nullable OpenFile[] files;
  private final TreeSet<Integer> freeCpus = new TreeSet<>();
  private Runnable beat = () -> {};
  private long calls;
  private long faults;
  private long missed;

  /**
   * Sets a replay up.
   *
   * @param strategy gives the one that unmaps
   * @param setup but for CPUs and limits, which are the recording's own
   */
  public Replay(Recording recording, Supplier<UnmapStrategy> strategy, Setup setup) {
    this.recording = recording;
    int tasks = recording.taskCount();
    int cpus = Math.max(setup.profile().cpus(), recording.tasksAtOnce());
    MachineOptions options =
        setup
            .machine()
            .withCpus(cpus)
            .withLockLog()
            .withStepLimit(STEPS_MAX)
            .withLivelockLimit(STEPS_MAX)
            .withMaxTasks(tasks + 1);
    this.machine = new Machine(setup.profile(), new VirtualTime(), options);
    this.kernel =
        new Kernel(machine, setup.kernel(), new StrategyPaths(strategy.get()), setup.parts());
    this.sites = new Sites(tasks + 1);
    this.players = new Player[tasks];
    this.files = new OpenFile[recording.order().files()];
    for (int cpu = 0; cpu < cpus; cpu++) {
      freeCpus.add(cpu);
    }
  }

  /** Has somebody told, now and then, that it goes on. */
  public void telling(Runnable other) {
    beat = other;
  }

  /**
   * Replays once.
   *
   * @param zap when the work of a zap is paid for
   * @param seed by what times of the program are shifted, each by less than a microsecond; 0 keeps
   *     them
   */
  public Replayed run(Zap zap, long seed) {
    for (int i = 0; i < players.length; i++) {
      players[i] = new Player(this, recording.tasks().get(i), new Shift(seed, i));
    }
    machine.lockLog().tell(this::held);
    if (zap == Zap.AFTER_THE_LOCK) {
      machine.deferredCosts().defer(Zap.COSTS);
    }
    times.begin();
    spawn(0, new Crew(newProcess(0)));
    RunEnd end = machine.run();
    long lastPs = machine.nowPs();
    long steps = machine.steps();
    if (end == RunEnd.COMPLETED) {
      machine.spawn("check", 0, () -> SystemInvariants.check(kernel));
      end = machine.run();
    }
    return replayed(end, lastPs, steps);
  }

  private void held(LockHold hold) {
    if (Holds.isMmapSem(hold)) {
      holds.add(hold, sites.of(hold.task()));
      ledger.add(hold, sites.of(hold.task()));
    }
  }

  /** Has a task of the recording begin, on a CPU of its own if there is one. */
  void spawn(int task, Crew crew) {
    Integer free = freeCpus.pollFirst();
    int cpu = free == null ? task % machine.cpus() : free;
    String name = "T" + recording.tasks().get(task).tid();
    machine.spawn(
        name,
        cpu,
        () -> {
          players[task].live(crew);
          if (free != null) {
            freeCpus.add(cpu);
          }
        });
  }

  /** A process without mappings, as execve begins. */
  Process newProcess(long heap) {
    RLimits limits = RLimits.standard().withMemlock(RLimits.INFINITY);
    Process process = new Process(kernel.takePid(), kernel.newMm(), limits, true);
    process.mm().layout().startHeap(heap);
    return process;
  }

  private Replayed replayed(RunEnd end, long lastPs, long steps) {
    ledger.close();
    Measured measured =
        new Measured(
            new Measured.Soundness(end, failure(), machine.violations(), ""),
            new Measured.Window(Ending.STEADY, calls + faults, 1, Math.max(1, lastPs), steps),
            holds,
            ledger,
            kernel.tlbs().interruptsSent(),
            new Measured.Latencies(times.meanPs(Site.MUNMAP), times.faultsPs()));
    return new Replayed(
        measured, calls, faults, times.callsPs(), times.allFaultsPs(), missed, differences.all());
  }

  private @Nullable Throwable failure() {
    for (int id = 0; id < machine.taskCount(); id++) {
      Throwable failure = machine.task(id).failure();
      if (failure != null) {
        return failure;
      }
    }
    return null;
  }

  /** A call has been made again. */
  void called(Event event, long result, long ps) {
    calls++;
    times.called(event.verb.site(), ps);
    differences.compare(event, result);
  }

  /** An address space has been left. */
  void left(long ps) {
    times.called(Site.EXIT, ps);
  }

  /** A page has been touched again. */
  void touched(int result, long ps) {
    faults++;
    missed += result < 0 ? 1 : 0;
    if (faults % FAULTS_PER_BEAT == 0) {
      beat.run();
    }
    if (ps >= machine.profile().picoseconds(MmCost.FAULT)) {
      times.faulted(ps);
    }
  }

  Machine machine() {
    return machine;
  }

  Kernel kernel() {
    return kernel;
  }

  Sites sites() {
    return sites;
  }

  Player player(int task) {
    return players[task];
  }

  Image image(int number) {
    return recording.order().images().get(number);
  }

  /** A file of the recording. */
  OpenFile file(int number) {
    OpenFile known = files[number];
    OpenFile file = known == null ? newFile() : known;
    files[number] = file;
    return file;
  }

  /** A file on a disk that nobody else has. */
  OpenFile newFile() {
    return new OpenFile(new Inode(kernel, Inode.Kind.REGULAR, FILE_BYTES).named(), true, true);
  }
}

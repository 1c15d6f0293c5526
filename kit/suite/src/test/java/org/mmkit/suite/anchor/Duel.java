// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.anchor;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.mmkit.machine.Machine;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.policy.SplitMix64;
import org.mmkit.machine.policy.VirtualTime;
import org.mmkit.mm.Kernel;
import org.mmkit.mm.Process;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.beside.UserMemory;
import org.mmkit.mm.config.Feature;
import org.mmkit.mm.syscall.Syscalls;
import org.mmkit.mm.uapi.Advice;
import org.mmkit.mm.uapi.MmapFlags;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.run.Setup;
import org.mmkit.unmap.kernel.StrategyPaths;

/** One thread unmaps a large mapping while a second one does the same small thing over and over. */
final class Duel {
  static final long MIB = 1 << 20;

  private static final int RW = MmapFlags.PROT_READ | MmapFlags.PROT_WRITE;
  private static final int ANONYMOUS = MmapFlags.MAP_PRIVATE | MmapFlags.MAP_ANONYMOUS;
  private static final long RANGE = 0x1000_0000_0000L;
  private static final long ELSEWHERE = 0x3000_0000_0000L;
  private static final long PAGE = 4096;
  private static final long STEPS_MAX = 100_000_000;
  private static final long HEAD_START_PS = 20_000_000;

  private final Machine machine;
  private final Kernel kernel;
  private final Process process;
  private final SplitMix64 random = new SplitMix64(1);
  private final List<Long> latencies = new ArrayList<>();
  private long fromPs;
  private long toPs;
  private boolean over;

  /** What a thread does. */
  interface Doing {
    void with(Duel duel, Syscalls calls);
  }

  private Duel(Stand stand) {
    Setup setup = stand.setup();
    this.machine =
        new Machine(
            setup.profile(),
            new VirtualTime(),
            setup.machine().withStepLimit(STEPS_MAX).withLivelockLimit(STEPS_MAX));
    this.kernel =
        new Kernel(
            machine,
            setup.kernel().withFeatures(Set.of(Feature.ADVICE_UNDER_VMA_LOCK, Feature.PT_RECLAIM)),
            new StrategyPaths(StageRun.shipped(stand.strategy()).newStrategy()),
            setup.parts());
    this.process = kernel.newProcess();
  }

  /** Runs: the second thread begins a little before the first, and stops when that has ended. */
  static Duel of(Stand stand, long bytes, Doing unmapper, Doing second) {
    Duel duel = new Duel(stand);
    duel.machine.spawn("set-up", 0, () -> duel.map(bytes));
    duel.run();
    duel.machine.spawn("unmapper", 0, () -> duel.unmap(unmapper));
    duel.machine.spawn("second", 1, () -> duel.repeat(second));
    duel.run();
    return duel;
  }

  private void run() {
    RunEnd end = machine.run();
    if (end != RunEnd.COMPLETED || !machine.violations().isEmpty()) {
      throw new AssertionError(end + " " + machine.violations(), machine.task(1).failure());
    }
  }

  private Syscalls calls() {
    return new Syscalls(new TaskStruct(kernel, machine.running(), process));
  }

  private void map(long bytes) {
    Syscalls calls = calls();
    int populate = ANONYMOUS | MmapFlags.MAP_FIXED | MmapFlags.MAP_POPULATE;
    calls.mmap(RANGE, bytes, RW, populate, null, 0);
    calls.mmap(ELSEWHERE, 64L << 30, RW, ANONYMOUS | MmapFlags.MAP_FIXED, null, 0);
    touch(0);
  }

  private void touch(long page) {
    new UserMemory(new TaskStruct(kernel, machine.running(), process))
        .store(ELSEWHERE + page * PAGE, 1);
  }

  private void unmap(Doing unmapper) {
    machine.delay(HEAD_START_PS);
    fromPs = machine.nowPs();
    unmapper.with(this, calls());
    toPs = machine.nowPs();
    over = true;
  }

  private void repeat(Doing second) {
    Syscalls calls = calls();
    while (!over) {
      machine.delay(90_000 + random.nextInt(20_001));
      long beginPs = machine.nowPs();
      second.with(this, calls);
      if (machine.nowPs() > fromPs && fromPs > 0) {
        latencies.add(machine.nowPs() - beginPs);
      }
    }
    latencies.sort(null);
  }

  /** How long the unmapping took, in us. */
  double windowUs() {
    return (toPs - fromPs) / 1e6;
  }

  /** The latency below which a share of the operations of the second thread lies, in us. */
  double us(double share) {
    int at = Math.min(latencies.size() - 1, (int) (share * latencies.size()));
    return latencies.get(at) / 1e6;
  }

  int operations() {
    return latencies.size();
  }

  static Doing munmap(long bytes) {
    return (duel, calls) -> calls.munmap(RANGE, bytes);
  }

  static Doing mapFixed(long bytes) {
    return (duel, calls) -> calls.mmap(RANGE, bytes, RW, ANONYMOUS | MmapFlags.MAP_FIXED, null, 0);
  }

  static Doing dontNeed(long bytes) {
    return (duel, calls) -> {
      calls.madvise(RANGE, bytes, Advice.DONTNEED);
      calls.munmap(RANGE, bytes);
    };
  }

  /** Section after section, as fast as it goes. */
  static Doing sections(long bytes, boolean fixed) {
    return (duel, calls) -> {
      for (long at = RANGE; at < RANGE + bytes; at += 2 * MIB) {
        duel.machine.delay(90_000 + duel.random.nextInt(20_001));
        if (fixed) {
          calls.mmap(at, 2 * MIB, RW, ANONYMOUS | MmapFlags.MAP_FIXED, null, 0);
        } else {
          calls.munmap(at, 2 * MIB);
        }
      }
    };
  }

  /** Maps a page and unmaps it: twice a writer. */
  static final Doing MAPPER =
      (duel, calls) -> {
        long at = calls.mmap(0, PAGE, RW, ANONYMOUS, null, 0);
        calls.munmap(at, PAGE);
      };

  /** Reads mmap_lock and nothing else. */
  static final Doing READER = (duel, calls) -> calls.mincore(ELSEWHERE, 4 * PAGE, new BitSet());

  /** A fault in another VMA. */
  static Doing fault() {
    long[] page = {1};
    return (duel, calls) -> duel.touch(page[0]++);
  }
}

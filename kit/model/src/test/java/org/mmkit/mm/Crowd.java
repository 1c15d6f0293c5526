// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.machine.LockOptions;
import org.mmkit.machine.LockPolicy;
import org.mmkit.machine.Machine;
import org.mmkit.machine.MachineOptions;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.policy.SplitMix64;
import org.mmkit.machine.policy.VirtualTime;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.mm.beside.UserMemory;
import org.mmkit.mm.config.KernelParams;
import org.mmkit.mm.syscall.Syscalls;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.kernel.StrategyPaths;

/**
 * Tasks that all repeat one thing, as threads of a process or as processes, on a machine of a
 * profile; says how much they do in a second of virtual time.
 */
final class Crowd {
  static final int RW = Lab.RW;
  static final int ANON_FIXED = Lab.ANON_FIXED;

  final Machine machine;
  final Kernel kernel;
  final long fromPs;
  final long toPs;
  private final List<Process> processes = new ArrayList<>();
  private final long[] counts;

  /** What each task repeats. */
  @FunctionalInterface
  interface Loop {
    /** Returns how many operations it did. */
    long once(Member member);
  }

  /** One task, with what it needs. */
  static final class Member {
    final int number;
    final Machine machine;
    final Syscalls calls;
    final UserMemory memory;
    final SplitMix64 random;
    long next;

    Member(Crowd crowd, int number, TaskStruct task) {
      this.number = number;
      this.machine = crowd.machine;
      this.calls = new Syscalls(task);
      this.memory = new UserMemory(task);
      this.random = new SplitMix64(number + 1);
    }

    /** A range of the task's own: 64 GiB apart from that of the next. */
    long base() {
      return Lab.BASE + number * (64L << 30);
    }

    /** User time, up to a tenth more or less than that. */
    void think(long ns) {
      machine.delay(ns * (900 + random.nextInt(201)));
    }
  }

  Crowd(MachineProfile profile, String policy, UnmapStrategy strategy, int tasks, int processes) {
    this(profile, policy, strategy, tasks, processes, 1_000, 10_000);
  }

  /** Warms up until the first time, in us, and counts until the second. */
  Crowd(
      MachineProfile profile,
      String policy,
      UnmapStrategy strategy,
      int tasks,
      int processes,
      long fromUs,
      long toUs) {
    machine =
        new Machine(
            profile,
            new VirtualTime(),
            MachineOptions.defaults()
                .withMaxTasks(4 * tasks + 8)
                .withStepLimit(200_000_000)
                .withLivelockLimit(200_000_000)
                .withLocks(LockOptions.defaults().withPolicy(LockPolicy.of(policy))));
    kernel = new Kernel(machine, KernelParams.standard(), new StrategyPaths(strategy));
    for (int i = 0; i < processes; i++) {
      this.processes.add(kernel.newProcess());
    }
    this.counts = new long[tasks];
    this.fromPs = fromUs * 1_000_000;
    this.toPs = toUs * 1_000_000;
  }

  /** Operations in a second of all tasks together; each starts with a set-up. */
  double perSecond(Loop setUp, Loop loop) {
    for (int i = 0; i < counts.length; i++) {
      int number = i;
      machine.spawn("t" + i, i % machine.cpus(), () -> body(number, setUp, loop));
    }
    RunEnd end = machine.run();
    if (end != RunEnd.COMPLETED || !machine.violations().isEmpty()) {
      for (int i = 0; i < counts.length; i++) {
        if (machine.task(i).failure() != null) {
          throw new AssertionError(machine.task(i).failure());
        }
      }
      throw new AssertionError(end + " " + machine.violations());
    }
    long all = 0;
    for (long count : counts) {
      all += count;
    }
    return all * 1e12 / (toPs - fromPs);
  }

  long count(int task) {
    return counts[task];
  }

  private void body(int number, Loop setUp, Loop loop) {
    Process process = processes.get(number % processes.size());
    Member member = new Member(this, number, new TaskStruct(kernel, machine.current(), process));
    setUp.once(member);
    machine.delay(number * 37_000L);
    while (machine.nowPs() < toPs) {
      long done = loop.once(member);
      if (machine.nowPs() >= fromPs && machine.nowPs() < toPs) {
        counts[number] += done;
      }
    }
  }

  /** Maps 1 GiB in the range of the task. */
  static long mapOwn(Member member) {
    if (member.calls.mmap(member.base(), 1L << 30, RW, ANON_FIXED, null, 0) < 0) {
      throw new AssertionError("mmap failed");
    }
    return 0;
  }

  /** Stores to the next page of it. */
  static long touchNext(Member member) {
    member.memory.store(member.base() + Lab.PAGE * member.next++, 1);
    return 1;
  }

  /** Maps 128 MiB and unmaps them untouched. */
  static long mmap1(Member member) {
    long at = member.calls.mmap(0, 128L << 20, RW, ANON_FIXED & ~0x10, null, 0);
    if (at < 0 || member.calls.munmap(at, 128L << 20) != 0) {
      throw new AssertionError("mmap1 failed: " + at);
    }
    member.think(50);
    return 1;
  }
}

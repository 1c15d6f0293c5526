// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.mmkit.machine.Violation;
import org.mmkit.mm.Inode;
import org.mmkit.mm.OpenFile;
import org.mmkit.mm.uapi.Advice;
import org.mmkit.mm.uapi.MmapFlags;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.check.SpecRule;

/** What a munmap costs beside that of Linux 4.18 on the same machine, and what it flushes. */
final class CostMeasures {
  private static final long RANGE = Bench.RANGE;
  private static final long PAGE = Bench.PAGE;
  private static final long ELSEWHERE = Bench.ELSEWHERE;
  private static final long HUGE = 512 * PAGE;
  private static final int VMAS = 64;
  private static final int HUGE_PAGES = 4;
  private static final int ROUNDS = 100;
  private static final int ADVISED = 8;

  /** The batch of an mmu_gather. */
  private static final long BATCH = 9728;

  /** Half a percent: what is the same costs the same to the nanosecond. */
  private static final long PER_MILLE = 5;

  /** A quarter: threads that wait for each other fall into step in one way or another. */
  private static final long CONTENDED_PER_MILLE = 250;

  private CostMeasures() {}

  static List<Broken> onePage(Trial trial) {
    return compare(trial, CostMeasures::unmapOnePage, PER_MILLE, "munmap of a page");
  }

  private static TimedBench unmapOnePage(Trial trial) {
    TimedBench bench = new TimedBench(trial, 1);
    bench.thread(
        0,
        () -> {
          bench.map(RANGE, PAGE, 0);
          bench.store(RANGE);
        });
    bench.run();
    bench.thread(0, () -> bench.munmap(RANGE, PAGE));
    bench.run();
    return bench;
  }

  static List<Broken> manyFiles(Trial trial) {
    return compare(trial, CostMeasures::unmapFiles, PER_MILLE, "munmap of 64 files' mappings");
  }

  /** Each maps the first page of the file, so that no two become one. */
  private static TimedBench unmapFiles(Trial trial) {
    TimedBench bench = new TimedBench(trial, 1);
    Inode inode = new Inode(bench.kernel(), Inode.Kind.REGULAR, PAGE);
    OpenFile file = new OpenFile(inode, true, true);
    int flags = MmapFlags.MAP_SHARED | MmapFlags.MAP_FIXED;
    bench.thread(
        0,
        () -> {
          for (int i = 0; i < VMAS; i++) {
            bench.syscalls().mmap(RANGE + i * PAGE, PAGE, MmapFlags.PROT_READ, flags, file, 0);
          }
        });
    bench.run();
    bench.thread(0, () -> bench.munmap(RANGE, VMAS * PAGE));
    bench.run();
    return bench;
  }

  static List<Broken> hugePages(Trial trial) {
    return compare(trial, CostMeasures::unmapHuge, CONTENDED_PER_MILLE, "munmap of 4 huge pages");
  }

  /** On a machine with many CPUs, of which the process knows one. */
  private static TimedBench unmapHuge(Trial trial) {
    TimedBench bench = new TimedBench(trial, 32);
    bench.thread(
        0,
        () -> {
          bench.map(RANGE, HUGE_PAGES * HUGE, MmapFlags.MAP_HUGETLB);
          for (int i = 0; i < HUGE_PAGES; i++) {
            bench.store(RANGE + i * HUGE);
          }
        });
    bench.run();
    bench.thread(0, () -> bench.munmap(RANGE, HUGE_PAGES * HUGE));
    bench.run();
    return bench;
  }

  static List<Broken> twoThreads(Trial trial) {
    return compare(
        trial,
        CostMeasures::mapAndUnmap,
        CONTENDED_PER_MILLE,
        "mmap and munmap by two threads, 100 times each,");
  }

  private static TimedBench mapAndUnmap(Trial trial) {
    TimedBench bench = new TimedBench(trial, 2);
    bench.thread(0, () -> {});
    bench.run();
    for (int cpu = 0; cpu < 2; cpu++) {
      long address = RANGE + cpu * HUGE;
      bench.thread(
          cpu,
          () -> {
            for (int i = 0; i < ROUNDS; i++) {
              bench.map(address, PAGE, 0);
              bench.munmap(address, PAGE);
            }
          });
    }
    bench.run();
    return bench;
  }

  /** Compares the thread that was added second; the first sets the scene. */
  private static List<Broken> compare(
      Trial trial, Function<Trial, TimedBench> workload, long perMille, String what) {
    TimedBench bench = workload.apply(trial);
    long takesNs = bench.timeNs(1);
    long baselineNs = workload.apply(trial.baseline()).timeNs(1);
    List<Broken> found = violations(bench);
    if (1000 * takesNs > (1000 + perMille) * baselineNs) {
      found.add(
          new Broken(
              SpecRule.PF5, what + " takes " + takesNs + " ns instead of " + baselineNs + " ns"));
    }
    return found;
  }

  private static List<Broken> violations(TimedBench bench) {
    List<Broken> found = new ArrayList<>();
    for (Violation violation : bench.violations()) {
      found.add(new Broken(violation));
    }
    return found;
  }

  /** One thread unmaps 8 MiB while another discards a page again and again. */
  static List<Broken> flushes(Trial trial) {
    TimedBench bench = new TimedBench(trial, 2);
    long bytes = 4 * HUGE;
    bench.thread(
        0,
        () -> {
          bench.map(RANGE, bytes, MmapFlags.MAP_POPULATE);
          bench.map(ELSEWHERE, PAGE, 0);
        });
    bench.run();
    long before = bench.kernel().tlbs().fullFlushes();
    bench.thread(0, () -> bench.munmap(RANGE, bytes));
    bench.thread(1, () -> discard(bench));
    bench.run();
    long flushes = bench.kernel().tlbs().fullFlushes() - before;
    long needed = (bytes / PAGE + BATCH - 1) / BATCH + 1;
    List<Broken> found = violations(bench);
    if (flushes > needed) {
      found.add(
          new Broken(
              SpecRule.PF3,
              "all of the address space is flushed "
                  + flushes
                  + " times, where "
                  + needed
                  + " would do for what is unmapped"));
    }
    return found;
  }

  private static void discard(Bench bench) {
    for (int i = 0; i < ADVISED; i++) {
      bench.store(ELSEWHERE);
      bench.syscalls().madvise(ELSEWHERE, PAGE, Advice.DONTNEED);
    }
  }
}

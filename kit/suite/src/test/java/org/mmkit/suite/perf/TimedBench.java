// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.Violation;

/** A bench whose threads are timed. */
final class TimedBench extends Bench {
  private static final long PS_PER_NS = 1000;

  private final List<Long> timesPs = new ArrayList<>();

  TimedBench(Trial trial, int cpus) {
    super(
        trial.strategy(),
        trial.setup().with(trial.setup().machine().withCpus(cpus).withStepLimit(5_000_000)));
  }

  /** Adds a thread whose work is timed. */
  void thread(int cpu, Runnable work) {
    int index = timesPs.size();
    timesPs.add(0L);
    machine()
        .spawn(
            "thread" + index,
            cpu,
            () -> {
              long begun = machine().nowPs();
              work.run();
              timesPs.set(index, machine().nowPs() - begun);
            });
  }

  /** Runs the threads added since the last time. */
  void run() {
    RunEnd end = machine().run();
    if (end != RunEnd.COMPLETED && machine().violations().isEmpty()) {
      throw new IllegalStateException("the workload ended with " + end);
    }
  }

  /** How long a thread took. */
  long timeNs(int thread) {
    return timesPs.get(thread) / PS_PER_NS;
  }

  List<Violation> violations() {
    return machine().violations();
  }
}

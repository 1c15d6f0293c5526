// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import org.jspecify.annotations.Nullable;
import org.mmkit.machine.profile.MachineCost;
import org.mmkit.machine.profile.MachineProfile;

/** What the profile and the lock policy of a machine mean for its engine. */
final class Timing {
  private final Machine machine;

  /** From a wake-up until the sleeper goes on. */
  final long wakePs;

  /** By how much it takes longer at most. */
  final long wakeJitterPs;

  /** What it takes from the task that wakes. */
  final long wakerPs;

  /** Whether a CPU runs one task at a time. */
  final boolean slices;

  /** Whether tasks spin for semaphores, as long as the holder does not sleep. */
  final boolean spinningLocks;

  /** How long atomic operations occupy a line; null if they take no time. */
  private final @Nullable CacheLines lines;

  Timing(Machine machine) {
    MachineProfile profile = machine.profile();
    this.machine = machine;
    this.wakePs =
        profile.picoseconds(MachineCost.WAKE_UP) + profile.picoseconds(MachineCost.CONTEXT_SWITCH);
    this.wakeJitterPs = profile.picoseconds(MachineCost.WAKE_JITTER);
    this.wakerPs = profile.picoseconds(MachineCost.WAKER);
    this.slices = profile.picoseconds(MachineCost.SLICE) > 0;
    this.spinningLocks = machine.options().locks().policy().has(LockTrait.WRITERS_SPIN);
    CacheLines timed = new CacheLines(profile);
    this.lines = timed.areTimed() ? timed : null;
  }

  /** A line for a lock or a counter; null if operations on it take no time. */
  @Nullable CacheLine newLine() {
    return lines == null ? null : new CacheLine(lines);
  }

  Cpus cpus(TaskTable tasks, Decisions decisions) {
    return slices
        ? new RunQueues(tasks, decisions, machine.profile(), machine.cpus())
        : new Cpus(tasks, decisions);
  }
}

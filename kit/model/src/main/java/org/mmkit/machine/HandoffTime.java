// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.OptionalLong;
import org.mmkit.machine.profile.MachineProfile;

/**
 * After how long the lock is kept for the head of a queue. The kernel compares {@code jiffies}
 * ({@code time_after}), so that 4 ms with 250 ticks a second are between 4 and 8 ms.
 */
final class HandoffTime {
  /** {@code RWSEM_WAIT_TIMEOUT} is as many ticks as 4 ms begin. */
  private static final long AT_LEAST_PS = 4_000_000_000L;

  private final OptionalLong exactPs;
  private final long tickPs;
  private final long ticks;

  HandoffTime(LockOptions options, MachineProfile profile) {
    this.exactPs = options.handoffPs();
    this.tickPs = profile.tickPs();
    this.ticks = (AT_LEAST_PS + tickPs - 1) / tickPs;
  }

  /** Whether a task that is in the queue since a time has waited for longer. */
  boolean isOver(long queuedPs, long nowPs) {
    return exactPs.isPresent()
        ? nowPs - queuedPs > exactPs.getAsLong()
        : nowPs / tickPs - queuedPs / tickPs > ticks;
  }
}

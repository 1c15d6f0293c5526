// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import org.mmkit.machine.profile.MachineProfile;

/**
 * After how long the lock is kept for the head of a queue. The kernel compares {@code jiffies}
 * ({@code time_after}), so that 4 ms with 250 ticks a second are between 4 and 8 ms.
 */
final class HandoffTime {
  private final boolean exact;
  private final long timePs;
  private final long tickPs;
  private final long ticks;

  HandoffTime(LockOptions options, MachineProfile profile) {
    this.exact = options.exact();
    this.timePs = options.handoffPs();
    this.tickPs = profile.tickPs();
    this.ticks = (timePs + tickPs - 1) / tickPs;
  }

  /** Whether a task that is in the queue since a time has waited for longer. */
  boolean isOver(long queuedPs, long nowPs) {
    return exact ? nowPs - queuedPs > timePs : nowPs / tickPs - queuedPs / tickPs > ticks;
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/** What sets one version of the kernel's semaphore apart from others. */
enum LockTrait {
  /**
   * A head of the queue that has waited for long is the only one that may take the lock ({@code
   * RWSEM_FLAG_HANDOFF}, Linux 5.3).
   */
  HANDS_OFF,
  /** Writers spin as long as a writer has the lock and runs ({@code rwsem_optimistic_spin}). */
  WRITERS_SPIN,
  /** Writers also spin behind readers, for a limited time (5.3). */
  SPINS_BEHIND_READERS,
  /** Readers spin as writers do (5.3 to 5.10). */
  READERS_SPIN,
  /** A wake-up lets in all readers of the queue, past the writers between them (5.3). */
  WAKES_ALL_READERS,
  /** A reader takes a free lock past the queue (5.11). */
  READERS_STEAL
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * How the semaphores of a machine behave.
 *
 * @param policy who gets a lock that is released
 * @param handoffPs how long the head of a queue may be passed by, in picoseconds
 * @param defects bugs of the past that are switched on
 */
public record LockOptions(LockPolicy policy, long handoffPs, Set<LockDefect> defects) {

  /** {@code RWSEM_WAIT_TIMEOUT}: 4 ms. */
  private static final long HANDOFF_PS = 4_000_000_000L;

  private static final LockOptions DEFAULTS =
      new LockOptions(LockPolicy.FIFO, HANDOFF_PS, Set.of());

  /** Copies the defects. */
  public LockOptions {
    EnumSet<LockDefect> copy = EnumSet.noneOf(LockDefect.class);
    copy.addAll(defects);
    defects = Collections.unmodifiableSet(copy);
  }

  /** In the queue's order, without a defect. */
  public static LockOptions defaults() {
    return DEFAULTS;
  }

  /** The same with another policy. */
  public LockOptions withPolicy(LockPolicy other) {
    return new LockOptions(other, handoffPs, defects);
  }

  /** The same with another time after which the lock is kept for the head of the queue. */
  public LockOptions withHandoffPs(long picoseconds) {
    return new LockOptions(policy, picoseconds, defects);
  }

  /** The same with these defects and no others. */
  public LockOptions withDefects(Set<LockDefect> some) {
    return new LockOptions(policy, handoffPs, some);
  }

  boolean has(LockDefect defect) {
    return defects.contains(defect);
  }

  /** Whether some defect loses order, so that what is lost must be kept track of. */
  boolean weakenOrder() {
    for (LockDefect defect : defects) {
      if (defect.weakensOrder()) {
        return true;
      }
    }
    return false;
  }
}

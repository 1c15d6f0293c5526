// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.profile;

/** The work of the machine's own locks. */
public enum MachineCost implements Cost {
  RWSEM_ACQUIRE,
  RWSEM_RELEASE,
  RWSEM_DOWNGRADE,
  /** From a lock's release to a sleeping waiter running again. */
  RWSEM_HANDOFF,
  /** From a lock's release to a waiter that spins for it. */
  RWSEM_SPIN,
  SPIN_LOCK;

  private final int place = CostNames.place(name());

  @Override
  public int place() {
    return place;
  }
}

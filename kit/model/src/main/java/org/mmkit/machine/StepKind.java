// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/**
 * The kinds of visible step: the points at which another task may run. Those of memory management
 * are here too, although the machine knows nothing of it: one enum makes a step cheap.
 */
public enum StepKind {
  /** A task's beginning: pending until it is first picked, never recorded. */
  TASK_START(false),
  /**
   * A task's going on after a wait: pending from its wake-up until it is picked, never recorded.
   */
  TASK_RESUME(false),
  SYSCALL_ENTER(true),
  SYSCALL_EXIT(true),
  LOCK_READ(false),
  LOCK_WRITE(false),
  /** An attempt to take a lock for reading that does not wait. */
  LOCK_TRY_READ(false),
  /** An attempt to take a lock for writing that does not wait. */
  LOCK_TRY_WRITE(false),
  LOCK_DOWNGRADE(false),
  UNLOCK(false),
  SPIN_LOCK(false),
  SPIN_UNLOCK(false),
  CELL_READ(false),
  CELL_WRITE(true),
  /** A read of the tree of VMAs or of a VMA's fields. */
  TREE_READ(false),
  /** A store to the tree of VMAs or to a VMA's fields. */
  TREE_WRITE(true),
  PTE_READ(false),
  PTE_WRITE(true),
  /** A page-table page linked into its parent, or unlinked from it. */
  TABLE_WRITE(true),
  TLB_HIT(false),
  TLB_FILL(false),
  TLB_FLUSH(false),
  FRAME_ALLOC(true),
  FRAME_FREE(true),
  /** A counter of an mm or of the system. */
  COUNTER(true),
  /** A user program's load or store that reached memory. */
  USER_ACCESS(true),
  /** A gap between a check and the act that relies on it. */
  GAP(false),
  /** A callback into a driver, a notifier, a monitor. */
  HOOK(false),
  /** An event between user tasks, such as a signal or a wait. */
  USER_EVENT(true),
  /** A range of a lock that a strategy brings is held for reading from here on. */
  RANGE_READ(false),
  /** The same for writing. */
  RANGE_WRITE(false);

  private final boolean changes;

  StepKind(boolean changes) {
    this.changes = changes;
  }

  /** Whether the object of such a step is a lock. */
  public boolean isOnLock() {
    return switch (this) {
      case LOCK_READ,
          LOCK_WRITE,
          LOCK_TRY_READ,
          LOCK_TRY_WRITE,
          LOCK_DOWNGRADE,
          UNLOCK,
          SPIN_LOCK,
          SPIN_UNLOCK,
          RANGE_READ,
          RANGE_WRITE ->
          true;
      default -> false;
    };
  }

  /**
   * Whether such a step changes more than locks and caches. A run in which no such step happens for
   * long is a livelock.
   */
  public boolean changes() {
    return changes;
  }
}

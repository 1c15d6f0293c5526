// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import org.jspecify.annotations.Nullable;

/**
 * A read-write lock over a range of numbers, such as addresses. A semaphore knows no ranges: who
 * holds it holds all of it, whatever range was asked for.
 *
 * <p>A task holds one range at most, so that a release names none. Outside a run the operations do
 * nothing. Ranges are {@code [start, end)}.
 */
public sealed interface RangeLock permits RwSemaphore, ProtocolLock {

  /** Waits for all of it for reading. */
  void downRead();

  /** Waits for all of it for reading, unless a fatal signal comes first; returns 0 or -EINTR. */
  int downReadKillable();

  /** Waits for all of it for writing. */
  void downWrite();

  /** Waits for all of it for writing, unless a fatal signal comes first; returns 0 or -EINTR. */
  int downWriteKillable();

  /** Takes all of it for reading if that needs no waiting; returns whether it did. */
  boolean tryDownRead();

  /** Takes all of it for writing if that needs no waiting; returns whether it did. */
  boolean tryDownWrite();

  /** Waits for a range for reading. */
  default void downRead(long start, long end) {
    downRead();
  }

  /** Waits for a range for reading, unless a fatal signal comes first; returns 0 or -EINTR. */
  default int downReadKillable(long start, long end) {
    return downReadKillable();
  }

  /** Waits for a range for writing. */
  default void downWrite(long start, long end) {
    downWrite();
  }

  /** Waits for a range for writing, unless a fatal signal comes first; returns 0 or -EINTR. */
  default int downWriteKillable(long start, long end) {
    return downWriteKillable();
  }

  /** Releases what is held for reading, or held after a downgrade. */
  void upRead();

  /** Releases what is held for writing. */
  void upWrite();

  /** Turns what is held for writing into the same held for reading, without letting go of it. */
  void downgradeWrite();

  /** Whether a task waits for it. */
  boolean isContended();

  /** How the task holds it, whatever the range; not at all if there is none. */
  LockMode mode(@Nullable Task task);

  /**
   * How the task holds a range: as it holds the lock if it holds all of the range, for reading if
   * it holds a part of it, not at all if it holds no part.
   */
  default LockMode mode(@Nullable Task task, long start, long end) {
    return mode(task);
  }

  /** Whether the task that holds it holds all of it. */
  default boolean isHeldWhole(@Nullable Task task) {
    return heldBy(task);
  }

  /**
   * Whether the task holds it in any mode; true for null, which stands for the time outside runs.
   */
  boolean heldBy(@Nullable Task task);

  /** Whether the task holds it for writing; true for null. */
  boolean heldWriteBy(@Nullable Task task);

  /** Whether a task holds any of it for writing. */
  boolean isWriteLocked();

  /** Whether a task holds any of it. */
  boolean isLocked();
}

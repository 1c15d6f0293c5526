// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.record;

import java.util.Objects;

/**
 * One bar of a lock timeline: a task holds mmap_sem, or waits for it.
 *
 * @param run which of the stage's runs, such as {@code undisturbed}
 * @param task the simulated task
 * @param fromNs virtual time at which it begins
 * @param toNs virtual time at which it ends
 */
public record Lane(String run, String task, Mode mode, long fromNs, long toNs) {

  /** What the task has of the lock. */
  public enum Mode {
    READ,
    WRITE,
    /** Held for reading after a downgrade. */
    DOWNGRADED,
    WAIT
  }

  public Lane {
    Objects.requireNonNull(run);
    Objects.requireNonNull(task);
    Objects.requireNonNull(mode);
    if (fromNs < 0 || toNs < fromNs) {
      throw new IllegalArgumentException("a lane from " + fromNs + " to " + toNs + " ns");
    }
  }
}

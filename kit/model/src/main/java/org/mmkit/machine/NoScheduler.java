// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import org.jspecify.annotations.Nullable;

/**
 * Stands where no scheduler is plugged in, such as in the state that is kept of a machine: a run
 * with it fails as soon as there is something to decide.
 */
public enum NoScheduler implements Scheduler {
  /** The only one. */
  INSTANCE;

  @Override
  public Task pick(Task[] runnable, int count, @Nullable Task current) {
    throw missing();
  }

  @Override
  public int choose(ChoiceKind kind, int options) {
    throw missing();
  }

  private static IllegalStateException missing() {
    return new IllegalStateException("no scheduler is plugged in");
  }
}

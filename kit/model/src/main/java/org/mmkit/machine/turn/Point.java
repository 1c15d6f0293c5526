// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.turn;

import java.util.Objects;
import org.mmkit.machine.StepKind;

/**
 * A visible step within a turn of a task, named so that it can be found again in a strategy which
 * takes more or fewer steps on the way.
 *
 * @param kind of the step
 * @param lock what the lock is called that it touches; empty if it touches none
 * @param nth its number among such steps of the turn, from 1
 */
public record Point(StepKind kind, String lock, int nth) {

  /** Checks that the number is one. */
  public Point {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(lock);
    if (nth < 1) {
      throw new IllegalArgumentException("the first step is number 1, not " + nth);
    }
  }

  /** Such as {@code LOCK_WRITE &mm->mmap_sem}, or {@code its 3rd PTE_WRITE}. */
  public String text() {
    String what = lock.isEmpty() ? kind.name() : kind.name() + " " + lock;
    return nth == 1 ? what : "its " + Ordinal.text(nth) + " " + what;
  }
}

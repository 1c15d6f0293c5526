// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.render;

import java.util.List;
import org.mmkit.machine.Access;
import org.mmkit.machine.Trace;

/**
 * Finds the two steps whose order made the difference: most often the first thing that a preempted
 * task did to what others had touched meanwhile.
 */
final class Conflict {
  private final Phase phase;
  private final Trace trace;

  Conflict(Phase phase) {
    this.phase = phase;
    this.trace = phase.trace();
  }

  /**
   * The pair, the earlier step first; empty if there is none that says anything.
   *
   * @param found number of the step at which it showed, or -1
   */
  List<Integer> upTo(int found) {
    int last = phase.contains(found) ? found : phase.to() - 1;
    for (Weight weight : List.of(Weight.MAJOR, Weight.MINOR)) {
      for (int step = last; step > phase.from(); step--) {
        if (trace.task(step) != trace.task(step - 1)) {
          List<Integer> pair = afterReturn(step, last, weight);
          if (!pair.isEmpty()) {
            return pair;
          }
        }
      }
    }
    return found == last && weight(found) == Weight.LOCK ? before(found) : List.of();
  }

  /** How much the order of two such steps says. */
  private enum Weight {
    MAJOR,
    MINOR,
    LOCK,
    /** Two tasks that use one TLB or one list of free pages. */
    NONE
  }

  private Weight weight(int step) {
    if (trace.kind(step).isOnLock()) {
      return Weight.LOCK;
    }
    return switch (trace.kind(step)) {
      case TLB_FLUSH, FRAME_ALLOC -> Weight.NONE;
      default -> StepWords.isMinor(trace.kind(step)) ? Weight.MINOR : Weight.MAJOR;
    };
  }

  /** The task of a step was away; what it does first to what was touched meanwhile. */
  private List<Integer> afterReturn(int step, int last, Weight weight) {
    int task = trace.task(step);
    int left = step - 1;
    while (left >= phase.from() && trace.task(left) != task) {
      left--;
    }
    if (left < phase.from()) {
      return List.of();
    }
    for (int later = step; later <= last && trace.task(later) == task; later++) {
      for (int earlier = step - 1; earlier > left; earlier--) {
        if (weight(later) == weight && areInConflict(earlier, later)) {
          return List.of(earlier, later);
        }
      }
    }
    return List.of();
  }

  /** The last step of another task on the same lock before a step on a lock. */
  private List<Integer> before(int later) {
    for (int earlier = later - 1; earlier >= phase.from(); earlier--) {
      if (areInConflict(earlier, later)) {
        return List.of(earlier, later);
      }
    }
    return List.of();
  }

  private boolean areInConflict(int one, int other) {
    return trace.task(one) != trace.task(other)
        && trace.object(one) == trace.object(other)
        && trace.kind(one).isOnLock() == trace.kind(other).isOnLock()
        && depend(trace.access(one), trace.access(other));
  }

  private static boolean depend(Access one, Access other) {
    boolean none = one == Access.NONE || other == Access.NONE;
    return !none && (one != other || one == Access.WRITE);
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import java.util.Arrays;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Task;

/**
 * Tries one run of each trace and hardly any other: where two steps of a run were in a race, and
 * only there, it makes sure that some run has them the other way round.
 *
 * <p>After P. Abdulla, S. Aronis, B. Jonsson and K. Sagonas, Source sets: a foundation for optimal
 * dynamic partial order reduction, JACM 2017.
 */
public final class SourceDpor extends TreeSearch {

  private final Races races = new Races(conflicts);

  /** The last step, and whether it was taken there for the first time. */
  private int last;

  private boolean fresh;

  /** By task: its first step among those that a race leaves where they are. */
  private final int[] first = new int[Races.TASKS_MAX];

  /**
   * A search of all traces.
   *
   * @param deviations how many choices beside scheduling may leave the ordinary course in a run
   */
  public SourceDpor(int deviations) {
    this(deviations, LockOrder.GRANTS);
  }

  /** As {@link #SourceDpor(int)}, with what counts as a trace. */
  SourceDpor(int deviations, LockOrder order) {
    super(deviations, order);
  }

  @Override
  void reset() {
    races.reset();
  }

  @Override
  void phase(Machine machine, int at) {
    races.phase(machine, at);
    fresh = false;
  }

  @Override
  void settle(Task[] runnable, int count) {
    races.settle(runnable, count);
    if (fresh) {
      reverseRaces(last);
      fresh = false;
    }
  }

  @Override
  long wanted(long awake, long chosenFirst) {
    return chosenFirst;
  }

  @Override
  void taken(int at, Task task, boolean isFresh) {
    races.take(at + 1, task);
    fresh = isFresh;
    last = at + 1;
    if (fresh) {
      reverseRaces(at + 1);
    }
  }

  @Override
  void ended(int at) {
    super.ended(at);
    races.endedAll();
    reverseRaces(at + 1);
  }

  private void reverseRaces(int later) {
    for (int i = 0; i < races.racingCount; i++) {
      reverse(races.racing[i], later);
    }
  }

  /**
   * Sees to it that from where the earlier step of a race was taken, a task is tried that leads to
   * the later one coming first: one that begins what happened between, as far as that did not come
   * after the earlier step, with the later one behind it.
   */
  private void reverse(int earlier, int later) {
    int taker = races.taker(earlier);
    Arrays.fill(first, 0);
    long beginners = 0;
    for (int step = earlier + 1; step <= later; step++) {
      if (!path.isPick(step - 1) || step < later && races.isAfter(step, earlier, taker)) {
        continue;
      }
      int task = races.taker(step);
      if (first[task] == 0) {
        beginners |= comesAfterAny(step) ? 0 : 1L << task;
        first[task] = step;
      }
    }
    int at = earlier - 1;
    if ((beginners & (path.wanted[at] | path.asleep[at])) == 0) {
      long able = beginners & path.enabled[at];
      path.wanted[at] |= able == 0 ? path.enabled[at] : Long.lowestOneBit(able);
    }
  }

  private boolean comesAfterAny(int step) {
    for (int task = 0; task < races.width(); task++) {
      if (first[task] != 0 && races.isAfter(step, first[task], task)) {
        return true;
      }
    }
    return false;
  }
}

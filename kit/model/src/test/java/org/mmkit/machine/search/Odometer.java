// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.Task;

/** Every schedule there is, by counting up the decisions of the one before: the plainest search. */
final class Odometer implements Scheduler {

  private final List<Integer> taken = new ArrayList<>();
  private final List<Integer> sizes = new ArrayList<>();
  private int position;
  int preemptions;
  int deviations;

  @Override
  public void begin(Machine machine) {
    position = 0;
    preemptions = 0;
    deviations = 0;
  }

  private int decide(int size) {
    if (position == taken.size()) {
      taken.add(0);
      sizes.add(size);
    }
    return taken.get(position++);
  }

  @Override
  public Task pick(Task[] runnable, int count, Task current) {
    Task next = count == 1 ? runnable[0] : runnable[decide(count)];
    preemptions += current != null && next != current ? 1 : 0;
    return next;
  }

  @Override
  public int choose(ChoiceKind kind, int options) {
    int option = decide(options);
    deviations += option == 0 ? 0 : 1;
    return option;
  }

  /** Goes to the next schedule; returns false if that was the last. */
  boolean advance() {
    for (int last = taken.size() - 1; last >= 0; last--) {
      if (taken.get(last) + 1 < sizes.get(last)) {
        taken.set(last, taken.get(last) + 1);
        return true;
      }
      taken.remove(last);
      sizes.remove(last);
    }
    return false;
  }
}

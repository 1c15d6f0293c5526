// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The holds of semaphores, in the order in which they ended. Empty unless it is switched on. */
public final class LockLog {

  private final List<LockHold> holds = new ArrayList<>(0);
  private final List<LockHold> open = new ArrayList<>(0);
  private boolean on;
  private Consumer<LockHold> listener = holds::add;

  /** The holder that has asked whether others wait for its lock, and knows since when. */
  private @Nullable Task informed;

  private long informedPs;
  private long longestKeptPs;

  LockLog(boolean on) {
    this.on = on;
  }

  /** Switches recording on or off, such as off while a scenario is set up. */
  public void enable(boolean enabled) {
    on = enabled;
  }

  /** Has somebody told of each hold as it ends; the log keeps none from now on. */
  public void tell(Consumer<LockHold> other) {
    listener = other;
  }

  /** Forgets the holds so far. */
  public void clear() {
    holds.clear();
    longestKeptPs = 0;
  }

  /** The holds that have ended. */
  public List<LockHold> holds() {
    return Collections.unmodifiableList(holds);
  }

  /**
   * The longest time for which a task kept a lock after it had asked, and been told, that others
   * waited for it; in picoseconds.
   */
  public long longestKeptPs() {
    return longestKeptPs;
  }

  /** A holder learns whether others wait. */
  void asked(Task task, boolean contended) {
    if (on && contended && informed == null) {
      informed = task;
      informedPs = task.clockPs;
    }
  }

  private void letGo(Task task) {
    if (informed == task) {
      longestKeptPs = Math.max(longestKeptPs, task.clockPs - informedPs);
      informed = null;
    }
  }

  void acquired(Lock lock, Task task, LockMode mode, long arrivedPs) {
    if (on) {
      begin(lock, task, mode, task.clockPs - arrivedPs);
    }
  }

  void downgraded(Lock lock, Task task, LockMode mode) {
    if (!open.isEmpty()) {
      finish(lock, task);
    }
    if (on) {
      begin(lock, task, mode, 0);
    }
  }

  void released(Lock lock, Task task) {
    if (!open.isEmpty()) {
      finish(lock, task);
    }
  }

  private void begin(Lock lock, Task task, LockMode mode, long waitedPs) {
    open.add(new LockHold(lock, task, mode, waitedPs, task.clockPs, task.clockPs));
  }

  private void finish(Lock lock, Task task) {
    letGo(task);
    for (int i = open.size() - 1; i >= 0; i--) {
      LockHold hold = open.get(i);
      if (hold.lock() == lock && hold.task() == task) {
        open.remove(i);
        listener.accept(
            new LockHold(lock, task, hold.mode(), hold.waitedPs(), hold.fromPs(), task.clockPs));
        return;
      }
    }
  }
}

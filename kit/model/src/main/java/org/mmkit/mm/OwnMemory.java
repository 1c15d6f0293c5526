// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Task;

/** The kernel's allocations for its own use: which of them fail is left to a search. */
final class OwnMemory {
  private final Machine machine;

  /** The task that has memory set aside. */
  private @Nullable Task withReserve;

  /** By task. */
  private int[] failed = new int[4];

  OwnMemory(Machine machine) {
    this.machine = machine;
  }

  boolean runsOut() {
    Task task = machine.current();
    if (task == withReserve || machine.choose(ChoiceKind.ALLOC_FAILS, 2) == 0) {
      return false;
    }
    if (task != null) {
      if (task.id() >= failed.length) {
        failed = Arrays.copyOf(failed, task.id() * 2);
      }
      failed[task.id()]++;
    }
    return true;
  }

  void withReserve(Runnable work) {
    withReserve = machine.current();
    work.run();
    withReserve = null;
  }

  int failed(Task task) {
    return task.id() < failed.length ? failed[task.id()] : 0;
  }
}

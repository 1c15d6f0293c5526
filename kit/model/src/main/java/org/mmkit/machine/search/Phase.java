// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import org.mmkit.machine.Machine;

/** What is known when a phase of a run begins. */
final class Phase {

  private Phase() {}

  /** Whether there is anything to decide: a phase with one task is not worth looking at. */
  static boolean hasSeveralTasks(Machine machine) {
    int alive = 0;
    for (int id = 0; id < machine.taskCount(); id++) {
      alive += machine.task(id).ended() ? 0 : 1;
    }
    return alive > 1;
  }
}

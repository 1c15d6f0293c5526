// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.trace;

import org.mmkit.machine.Task;

/**
 * A task, as traces name it.
 *
 * @param id unique in a run
 * @param cpu that it runs on
 */
record Track(int id, String name, int cpu) {
  static Track of(Task task) {
    return new Track(task.id(), task.name(), task.cpu());
  }
}

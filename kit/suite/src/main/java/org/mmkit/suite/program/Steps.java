// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.util.ArrayList;
import java.util.List;

/**
 * What a case does.
 *
 * @param setup the steps that run alone first
 * @param tasks the concurrent tasks, by name
 * @param after the steps that run alone last
 */
public record Steps(List<Step> setup, List<TaskProgram> tasks, List<Step> after) {

  /** Copies the lists. */
  public Steps {
    setup = List.copyOf(setup);
    tasks = List.copyOf(tasks);
    after = List.copyOf(after);
  }

  /** All of them: set-up, tasks one after the other, after. */
  public List<Step> all() {
    List<Step> all = new ArrayList<>(setup);
    tasks.forEach(task -> all.addAll(task.steps()));
    all.addAll(after);
    return all;
  }
}

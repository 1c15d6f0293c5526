// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import org.mmkit.suite.program.CallMap;

/** What tasks do among themselves, and their counters. */
final class TaskCalls {

  private TaskCalls() {}

  static void register(CallMap<Transition> transitions) {
    // Between programs, not in the kernel: the order of the history holds what these three do.
    transitions.put("post", turn -> Answer.OK);
    transitions.put("wait", turn -> Answer.OK);
    transitions.put("kill", turn -> Answer.OK);
    transitions.put("count", TaskCalls::count);
  }

  private static Answer count(Turn turn) {
    turn.state().counters.merge(turn.call().text("name"), 1, Integer::sum);
    return Answer.OK;
  }
}

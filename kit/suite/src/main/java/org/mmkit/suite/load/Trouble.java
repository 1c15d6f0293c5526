// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Machine;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.check.SpecRule;

/** What keeps a point from being measured: a call that answered what it may not, or its load. */
final class Trouble {
  private final Machine machine;
  private final Load load;
  private String text = "";
  private @Nullable BadInputException fault;

  Trouble(Machine machine, Load load) {
    this.machine = machine;
    this.load = load;
  }

  /** A call answered what it may not. */
  void failed(Statement statement, String result) {
    text = statement.place() + ": " + statement.text() + " gave " + result;
    throw machine.fatal(SpecRule.C1, text);
  }

  /** The load itself is at fault: the strategy has no part in it. */
  BadInputException unusable(String why) {
    fault = new BadInputException(load.place() + ": the load " + load.id() + " " + why + ".");
    return fault;
  }

  /** A run that a load has ended is no result of the strategy. */
  void requireUsable() {
    if (fault != null) {
      throw fault;
    }
  }

  /** What a task threw; null if none did. */
  @Nullable Throwable failure() {
    for (int id = 0; id < machine.taskCount(); id++) {
      if (machine.task(id).failure() != null) {
        return machine.task(id).failure();
      }
    }
    return null;
  }

  /** What the call answered, as a sentence; empty if all is well. */
  String text() {
    return text;
  }
}

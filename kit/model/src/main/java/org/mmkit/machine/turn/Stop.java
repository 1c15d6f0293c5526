// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.turn;

import java.util.Optional;

/** Where the turn of a task ends. */
public sealed interface Stop {

  /** The words behind "until". */
  String text();

  /**
   * Before a step that it could have taken: another task comes first, which is a preemption.
   *
   * @param point the step
   */
  record Before(Point point) implements Stop {
    @Override
    public String text() {
      return "before " + point.text();
    }
  }

  /**
   * It has to wait.
   *
   * @param in the step that it waits in; empty if it waits between steps
   */
  record Waits(Optional<Point> in) implements Stop {
    @Override
    public String text() {
      return "it waits" + in.map(point -> " in " + point.text()).orElse("");
    }
  }

  /** It has done all that it had to do. */
  record Ends() implements Stop {
    @Override
    public String text() {
      return "it ends";
    }
  }

  /** The run stops: a rule was broken that leaves it without a meaning. */
  record RunStops() implements Stop {
    @Override
    public String text() {
      return "the run stops";
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.sched;

import java.util.Objects;
import org.mmkit.machine.ChoiceKind;

/** One line of a schedule. */
public sealed interface Move {

  /** The line of the file that it was read from, from 1; 0 if it was not read. */
  int line();

  /** The line itself. */
  String text();

  /**
   * A task runs while others could.
   *
   * @param task its name
   * @param steps how many visible steps it takes
   * @param stop where it ends
   */
  record Turn(int line, String task, long steps, Stop stop) implements Move {

    public Turn {
      Objects.requireNonNull(task);
      Objects.requireNonNull(stop);
    }

    @Override
    public String text() {
      String count = steps == 1 ? " step" : " steps";
      return task + " runs " + steps + count + ", until " + stop.text();
    }
  }

  /**
   * A choice beside scheduling that is not the ordinary course of events. It belongs to the task's
   * how-manieth choice of the kind, wherever the line stands.
   *
   * @param task the name of the task that it is made for
   * @param option which
   * @param options of how many
   * @param nth the task's how-manieth choice of the kind in the run, from 1
   */
  record Option(int line, String task, int option, int options, ChoiceKind kind, int nth)
      implements Move {

    public Option {
      Objects.requireNonNull(task);
      Objects.requireNonNull(kind);
    }

    @Override
    public String text() {
      return task
          + " takes option "
          + option
          + " of "
          + options
          + " at its "
          + Ordinal.text(nth)
          + " "
          + kind;
    }
  }
}

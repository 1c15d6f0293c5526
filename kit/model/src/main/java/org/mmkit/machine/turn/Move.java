// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.turn;

import java.util.Objects;
import org.mmkit.machine.ChoiceKind;

/** One line of a schedule as people tell it. Tasks are known by their names. */
public sealed interface Move {

  /** The line itself. */
  String text();

  /**
   * A task runs while others could.
   *
   * @param task its name
   * @param steps how many visible steps it takes
   * @param stop where it ends
   */
  record Turn(String task, long steps, Stop stop) implements Move {

    /** Checks that nothing is missing. */
    public Turn {
      Objects.requireNonNull(task);
      Objects.requireNonNull(stop);
    }

    /** Whether the task could have gone on. */
    public boolean isPreempted() {
      return stop instanceof Stop.Before;
    }

    @Override
    public String text() {
      String count = steps == 1 ? " step" : " steps";
      return task + " runs " + steps + count + ", until " + stop.text();
    }
  }

  /**
   * A choice beside scheduling that is not the ordinary course of events. It applies to the task's
   * n-th choice of this kind in the run; the position of the line does not matter.
   *
   * @param task the name of the task that it is made for
   * @param option the option taken, from 1; option 0 is the ordinary course
   * @param options number of options
   * @param nth number of the choice among the task's choices of this kind, from 1
   */
  record Option(String task, int option, int options, ChoiceKind kind, int nth) implements Move {

    /** Checks that nothing is missing. */
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

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.exercise;

import java.util.List;
import org.mmkit.machine.turn.Turns;
import org.mmkit.suite.program.Program;

/**
 * A question about a run.
 *
 * @param program the scenario
 * @param topic what is asked
 * @param turns the schedule of the run
 * @param rows the turns that the reader is shown, in words, without what would give the answer away
 * @param options the answers to choose from, all of them true of some schedule of the program
 * @param right the index of the one that is true of this schedule
 */
record QuizItem(
    Program program, Topic topic, Turns turns, List<String> rows, List<String> options, int right) {

  QuizItem {
    rows = List.copyOf(rows);
    options = List.copyOf(options);
  }

  /** The letter of an option. */
  static char letter(int option) {
    return (char) ('a' + option);
  }
}

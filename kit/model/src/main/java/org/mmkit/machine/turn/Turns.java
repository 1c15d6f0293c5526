// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.turn;

import java.util.List;
import java.util.stream.Stream;

/**
 * A schedule as people tell it. It begins where tasks compete: where one runs alone, nothing is
 * decided but its choices.
 *
 * @param moves turns in the order in which they are taken, and choices beside scheduling, whose
 *     place does not matter
 */
public record Turns(List<Move> moves) {

  /** Copies the list. */
  public Turns {
    moves = List.copyOf(moves);
  }

  /** Turns and choices, one list behind the other. */
  public static Turns of(List<Move.Turn> turns, List<Move.Option> options) {
    return new Turns(Stream.<Move>concat(options.stream(), turns.stream()).toList());
  }

  /** Which task runs for how long, in order. */
  public List<Move.Turn> turns() {
    return only(Move.Turn.class);
  }

  /** The choices that are not the ordinary course of events. */
  public List<Move.Option> options() {
    return only(Move.Option.class);
  }

  private <T extends Move> List<T> only(Class<T> kind) {
    return moves.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Number of turns that end although the task could go on. */
  public int preemptions() {
    return (int) turns().stream().filter(Move.Turn::isPreempted).count();
  }
}

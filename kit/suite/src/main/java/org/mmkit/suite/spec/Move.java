// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

/**
 * One way in which a call can have happened.
 *
 * @param answer what it answered
 * @param world the world after it
 * @param sequential whether that is what the specification says of the state, with nothing else
 *     under way
 * @param finished whether that was all of the call
 */
record Move(String answer, World world, boolean sequential, boolean finished) {

  /** What the specification says of the state. */
  static Move sequential(String answer, World world) {
    return new Move(answer, world, true, true);
  }

  /** Legal because of what else is under way. */
  static Move concurrent(String answer, World world) {
    return new Move(answer, world, false, true);
  }

  /** A piece of the call, and not the last. */
  static Move unfinished(World world) {
    return new Move("", world, false, false);
  }
}

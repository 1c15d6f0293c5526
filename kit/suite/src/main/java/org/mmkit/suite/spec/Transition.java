// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

/** What a call does to the state of the specification, and what it may return. */
@FunctionalInterface
interface Transition {

  /**
   * Carries the call of a turn out.
   *
   * @throws Open if the specification says nothing about it
   */
  Answer answer(Turn turn);

  /** A call about which the specification says nothing. */
  static Transition open(String what) {
    return turn -> {
      throw new Open(what);
    };
  }

  /** A question that the specification leaves open. */
  static Transition openQuestion(String what) {
    return turn -> {
      throw Open.question(what);
    };
  }
}

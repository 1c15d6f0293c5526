// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

/** One line of a case file, and the problems in it. */
record SourceLine(String file, int number, String text) {

  /** A problem at an offset (from 0) of this line. */
  Problem problem(int offset, String message, String help) {
    return new Problem(file, number, offset + 1, text, message, help);
  }

  /** Thrown to leave the rest of a line unread. */
  static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    Unreadable(Problem problem) {
      super(problem.message(), null, false, false);
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }
}

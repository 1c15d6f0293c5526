// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

/**
 * One line of a case file, and the problems in it.
 *
 * @param number from 1
 */
public record SourceLine(String file, int number, String text) {

  /** A problem at an offset (from 0) of this line. */
  public Problem problem(int offset, String message, String help) {
    return new Problem(file, number, offset + 1, text, message, help);
  }

  /** Thrown to leave the rest of a line unread. */
  public static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    /** Leaves the line because of a problem. */
    public Unreadable(Problem problem) {
      super(problem.message(), null, false, false);
      this.problem = problem;
    }

    /** What is wrong with the line. */
    public Problem problem() {
      return problem;
    }
  }
}

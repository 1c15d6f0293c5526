// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.diagnosis;

/** The call is over before its end, as its own code would have ended it. */
final class GaveUp extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final int error;

  GaveUp(int error) {
    super("", null, false, false);
    this.error = error;
  }

  /** What the call returns. */
  int error() {
    return error;
  }
}

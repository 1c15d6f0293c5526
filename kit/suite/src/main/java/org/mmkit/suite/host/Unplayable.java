// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.host;

/** A program, or any program, cannot be played on this host; the message is the reason. */
public final class Unplayable extends Exception {
  private static final long serialVersionUID = 1L;

  /** Names the reason, in words that stand alone. */
  public Unplayable(String reason) {
    super(reason, null, false, false);
  }

  /** The reason. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}

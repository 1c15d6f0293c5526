// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

/** What the user asked for cannot be done; the message says why and what would help. */
public class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message whole sentences for the user
   */
  public InputException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

/**
 * Something that the user passed is wrong; the message says what and where, and how it would be
 * right.
 */
public class BadInputException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message whole sentences for the user
   */
  public BadInputException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}

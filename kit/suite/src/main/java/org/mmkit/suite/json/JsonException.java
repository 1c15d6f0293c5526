// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.json;

/** A text is not the JSON that was expected. */
public final class JsonException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what was found and where
   */
  public JsonException(String message) {
    super(message);
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

/** The student's classes have no strategy that can be judged, or more than one. */
public final class NoStrategyException extends InputException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message whole sentences for the user
   */
  public NoStrategyException(String message) {
    super(message);
  }
}

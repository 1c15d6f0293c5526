// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

/**
 * A program needs something that the model does not express; its case is skipped, with the reason.
 */
public final class NotModelled extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names what is missing. */
  public NotModelled(String what) {
    super("not modelled: " + what, null, false, false);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}

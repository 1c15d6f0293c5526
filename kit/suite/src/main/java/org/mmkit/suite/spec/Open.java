// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

/** Thrown where the specification leaves a result open; nothing has changed then. */
final class Open extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Open(String reason) {
    super(reason, null, false, false);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}

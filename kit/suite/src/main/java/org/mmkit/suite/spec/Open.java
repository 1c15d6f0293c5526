// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

/**
 * Thrown where the specification leaves a result open. A question changes nothing; after any other
 * call the state is as unknown as its result.
 */
final class Open extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean asksOnly;

  Open(String reason) {
    this(reason, false);
  }

  private Open(String reason, boolean asksOnly) {
    super(reason, null, false, false);
    this.asksOnly = asksOnly;
  }

  /** The answer to a question is open. */
  static Open question(String reason) {
    return new Open(reason, true);
  }

  /** Whether the state is still known. */
  boolean asksOnly() {
    return asksOnly;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

/** The run cannot go on. */
final class BrokenRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  final Frame.Trouble trouble;

  BrokenRunException(Frame.Trouble trouble, String sentence) {
    super(sentence);
    this.trouble = trouble;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}

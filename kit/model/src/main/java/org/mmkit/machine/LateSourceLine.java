// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import org.jspecify.annotations.Nullable;

/**
 * The line of the strategy that is running, as {@link SourceLine} finds it. The stack is taken when
 * this is made, but read only on demand: a search finds the same rule broken again and again, and
 * prints the line once.
 */
final class LateSourceLine {
  private @Nullable Throwable stack = new Stack();
  private String text = "";

  /** Is never thrown. */
  private static final class Stack extends Throwable {
    private static final long serialVersionUID = 1L;

    Stack() {
      super(null, null, false, true);
    }
  }

  /** The line as {@code File.java:line}, or the empty string if there is none. */
  String text() {
    if (stack != null) {
      text = SourceLine.find(stack.getStackTrace());
      stack = null;
    }
    return text;
  }
}

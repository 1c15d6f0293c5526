// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A program needs something that the model does not express; its case is skipped, with the reason.
 * Only what the kit threw counts: a strategy that gets hold of such an exception, from a stream of
 * bytes say, would have its cases skipped.
 */
public final class NotModelled extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Object MADE_HERE = new Object();

  /** Set by the constructor alone. */
  private final transient @Nullable Object maker;

  /** Names what is missing. */
  public NotModelled(String what) {
    super("not modelled: " + what, null, false, false);
    this.maker = MADE_HERE;
  }

  /** Whether the kit made it, rather than whoever read it from bytes. */
  boolean isGenuine() {
    return maker == MADE_HERE;
  }

  private void readObject(ObjectInputStream in) throws InvalidObjectException {
    throw new InvalidObjectException("NotModelled is not read from bytes");
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}

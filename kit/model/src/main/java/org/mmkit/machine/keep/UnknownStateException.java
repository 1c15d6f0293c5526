// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.keep;

/** A {@link Checkpoint} cannot be taken: an object's state cannot be read or put back. */
public final class UnknownStateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownStateException(String message) {
    super(message);
  }
}

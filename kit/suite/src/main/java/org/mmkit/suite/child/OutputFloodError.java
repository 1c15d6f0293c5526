// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

/** The strategy printed more than a case may; thrown at it from its own print call. */
final class OutputFloodError extends Error {
  private static final long serialVersionUID = 1L;

  OutputFloodError(int bytesMax) {
    super("printed more than " + (bytesMax >> 10) + " KiB in one case");
  }
}

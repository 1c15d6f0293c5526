// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import org.jspecify.annotations.Nullable;

/**
 * Heap that is kept back, and given up when the strategy has used up the rest, so that this can be
 * reported.
 */
final class Reserve {
  private static final int BYTES = 8 << 20;

  /**
   * A serial collector that finds little to free leaves it where it is, but for every fourth time.
   */
  private static final int ATTEMPTS = 8;

  private byte @Nullable [] kept = new byte[BYTES];

  /** Keeps heap back again, if there is some. */
  void refill() {
    if (kept == null) {
      try {
        kept = new byte[BYTES];
      } catch (OutOfMemoryError e) {
        // The strategy still has it all.
      }
    }
  }

  /** Reports what was thrown, which needs a little heap. */
  void spendOn(Throwable thrown, Runnable report) {
    if (thrown instanceof VirtualMachineError) {
      kept = null;
    }
    OutOfMemoryError last = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        report.run();
        return;
      } catch (OutOfMemoryError e) {
        kept = null;
        last = e;
      }
    }
    throw last;
  }
}

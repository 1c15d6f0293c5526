// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import org.jspecify.annotations.Nullable;

/**
 * Heap that is kept back, and given up when code of a strategy has used up the rest, so that this
 * can be reported. There is one for the JVM, as there is one heap.
 *
 * <p>A task gives it up where its body ends, before the engine does anything else: whatever the
 * engine allocates with a full heap would throw again, and the line of the strategy would be lost.
 */
public final class HeapReserve {
  private static final int BYTES = 8 << 20;

  /**
   * A serial collector that finds little to free leaves it where it is, but for every fourth time.
   */
  private static final int ATTEMPTS = 8;

  private static volatile byte @Nullable [] kept;

  private HeapReserve() {}

  /** Keeps heap back, again if it was given up, where there is some. */
  public static void keep() {
    if (kept == null) {
      try {
        kept = new byte[BYTES];
      } catch (OutOfMemoryError e) {
        // The strategy still has it all.
      }
    }
  }

  /** Gives it up if what was thrown is for want of memory or stack. */
  static void giveUpAfter(Throwable thrown) {
    if (thrown instanceof VirtualMachineError) {
      kept = null;
    }
  }

  /** Reports what was thrown, which needs a little heap. */
  public static void spendOn(Throwable thrown, Runnable report) {
    giveUpAfter(thrown);
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

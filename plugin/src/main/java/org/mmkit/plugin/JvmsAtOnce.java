// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.lang.management.ManagementFactory;
import java.util.OptionalInt;
import org.mmkit.plugin.run.InputException;

/** How many judged JVMs a machine can run at a time. */
final class JvmsAtOnce {
  /** The heap of a judged JVM, and what it needs beside it. */
  private static final long BYTES_EACH = 3L << 29;

  private JvmsAtOnce() {}

  /**
   * As many as were asked for; where nothing was, as many as there are processors and memory for.
   *
   * @throws InputException for a number that is not positive
   */
  static int of(OptionalInt asked) {
    if (asked.isPresent() && asked.getAsInt() <= 0) {
      throw new InputException("mmkit.threads has to be positive.");
    }
    if (asked.isPresent()) {
      return asked.getAsInt();
    }
    long memory = BYTES_EACH;
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean machine) {
      memory = machine.getTotalMemorySize();
    }
    long enoughFor = memory / 2 / BYTES_EACH;
    return (int) Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), enoughFor));
  }
}

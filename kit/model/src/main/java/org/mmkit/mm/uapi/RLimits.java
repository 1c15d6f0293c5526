// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.uapi;

/**
 * The soft limits of a process, in bytes.
 *
 * @param as RLIMIT_AS
 * @param data RLIMIT_DATA
 * @param memlock RLIMIT_MEMLOCK
 * @param stack RLIMIT_STACK
 */
public record RLimits(long as, long data, long memlock, long stack) {
  /** No limit ({@code RLIM_INFINITY}). */
  public static final long INFINITY = Long.MAX_VALUE;

  /** Those under which the conformance cases were recorded. */
  public static RLimits standard() {
    return new RLimits(INFINITY, INFINITY, 8L << 20, 8L << 20);
  }

  /** The same with another RLIMIT_AS. */
  public RLimits withAs(long bytes) {
    return new RLimits(bytes, data, memlock, stack);
  }

  /** The same with another RLIMIT_DATA. */
  public RLimits withData(long bytes) {
    return new RLimits(as, bytes, memlock, stack);
  }

  /** The same with another RLIMIT_MEMLOCK. */
  public RLimits withMemlock(long bytes) {
    return new RLimits(as, data, bytes, stack);
  }
}

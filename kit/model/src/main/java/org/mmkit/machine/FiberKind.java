// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/** What carries a task. */
public enum FiberKind {
  /**
   * {@code jdk.internal.vm.Continuation}: about 90 ns a switch; needs a JDK and a flag that allow
   * it.
   */
  CONTINUATION,
  /** A parked platform thread: some microseconds a switch; works everywhere. */
  THREAD,
  /** The first of the others which works here. */
  AUTO
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/**
 * The kind of fiber that is used in this JVM.
 *
 * @param kind CONTINUATION or THREAD
 * @param reason why, as a clause for people
 */
public record FiberChoice(FiberKind kind, String reason) {

  /**
   * What serves a wish.
   *
   * @throws IllegalStateException if continuations are asked for and do not work here; says why
   */
  public static FiberChoice of(FiberKind wanted) {
    String obstacle = Continuations.OBSTACLE;
    if (wanted == FiberKind.THREAD) {
      return new FiberChoice(FiberKind.THREAD, "parked threads, as asked for");
    }
    if (obstacle.isEmpty()) {
      return new FiberChoice(
          FiberKind.CONTINUATION,
          wanted == FiberKind.AUTO
              ? "continuations: the self-test passed"
              : "continuations, as asked for");
    }
    if (wanted == FiberKind.CONTINUATION) {
      throw new IllegalStateException("fibers of kind CONTINUATION do not work here: " + obstacle);
    }
    return new FiberChoice(FiberKind.THREAD, "parked threads, because " + obstacle);
  }

  @Override
  public String toString() {
    return kind + " (" + reason + ")";
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.Optional;

/**
 * When a thing of the model came into being, and when it was freed.
 *
 * @param made the first of its ends, if it is known
 * @param freed the last, if it came to that
 */
public record Life(Optional<Event> made, Optional<Event> freed) {

  /** Nothing is known. */
  public static final Life UNKNOWN = new Life(Optional.empty(), Optional.empty());

  /**
   * One of its ends.
   *
   * @param step number of steps taken before
   * @param task id of the task that did it, or -1
   * @param source the strategy's line as {@code File.java:line}, or the empty string
   */
  public record Event(int step, int task, String source) {}
}

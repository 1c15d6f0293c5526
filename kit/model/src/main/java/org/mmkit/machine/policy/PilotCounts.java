// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.policy;

import java.util.List;

/**
 * What a {@link Pilot} has counted: the size of a program, which some policies must know.
 *
 * @param decisions how often at most two tasks or more could go on
 * @param steps by task id, how many visible steps it took at most
 * @param shared the objects for which tasks compete, in the order of their ids
 */
public record PilotCounts(int decisions, List<Integer> steps, List<Shared> shared) {

  /**
   * An object that two tasks or more touch, not all of them only reading.
   *
   * @param object its id
   * @param steps by task id, how many steps on it compete; the release of a lock does not
   */
  public record Shared(long object, List<Integer> steps) {

    /** Copies the list. */
    public Shared {
      steps = List.copyOf(steps);
    }
  }

  /** Copies the lists. */
  public PilotCounts {
    steps = List.copyOf(steps);
    shared = List.copyOf(shared);
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.goal;

import java.util.Map;
import java.util.Optional;
import org.mmkit.suite.goal.Sightings.Sighting;

/**
 * Something that one strategy shows in a scenario and the other does not.
 *
 * @param mine the one that shows it
 * @param others the one that does not
 * @param first whether mine is the strategy that was asked for, not the one to compare with
 * @param what came of it
 * @param sighting the shortest schedule that shows it
 */
record Difference(Sightings mine, Sightings others, boolean first, String what, Sighting sighting) {

  /** The shortest difference, if there is any. */
  static Optional<Difference> between(Sightings one, Sightings other) {
    Optional<Difference> left = only(one, other, true);
    Optional<Difference> right = only(other, one, false);
    if (left.isEmpty() || right.isEmpty()) {
      return left.or(() -> right);
    }
    return right.get().isShorterThan(left.get()) ? right : left;
  }

  private static Optional<Difference> only(Sightings mine, Sightings others, boolean first) {
    Difference best = null;
    for (Map.Entry<String, Sighting> entry : mine.all().entrySet()) {
      Difference one = new Difference(mine, others, first, entry.getKey(), entry.getValue());
      boolean missing = !others.all().containsKey(entry.getKey());
      if (missing && (best == null || one.isShorterThan(best))) {
        best = one;
      }
    }
    return Optional.ofNullable(best);
  }

  boolean isShorterThan(Difference other) {
    return sighting.isShorterThan(other.sighting);
  }
}

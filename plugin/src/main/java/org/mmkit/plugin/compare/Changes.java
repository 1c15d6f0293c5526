// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * Things of two runs, by the run that has them.
 *
 * @param fresh only in the run of now
 * @param gone only in the run of before
 * @param still in both
 * @param <T> what they are
 */
public record Changes<T>(List<T> fresh, List<T> gone, List<T> still) {

  public Changes {
    fresh = List.copyOf(fresh);
    gone = List.copyOf(gone);
    still = List.copyOf(still);
  }

  /** Sorts things apart that compare by {@code equals}. */
  static <T> Changes<T> of(List<T> before, List<T> now) {
    List<T> fresh = new ArrayList<>(now);
    fresh.removeAll(before);
    List<T> gone = new ArrayList<>(before);
    gone.removeAll(now);
    List<T> still = new ArrayList<>(now);
    still.retainAll(before);
    return new Changes<>(fresh, gone, still);
  }

  /** Whether both runs have the same. */
  public boolean isNone() {
    return fresh.isEmpty() && gone.isEmpty();
  }
}

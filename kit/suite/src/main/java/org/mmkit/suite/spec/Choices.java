// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The choices that the specification leaves open within one call. The first alternative of each is
 * the usual one; going through {@link #next} tries all.
 */
final class Choices {

  private final List<Integer> taken = new ArrayList<>();
  private final List<Integer> sizes = new ArrayList<>();
  private final @Nullable String observed;
  private int position;

  private Choices(@Nullable String observed) {
    this.observed = observed;
  }

  /** Takes the usual alternative each time. */
  static Choices usual() {
    return new Choices(null);
  }

  /** The same, where the call's result is known and may tell which alternative was taken. */
  static Choices towards(String observed) {
    return new Choices(observed);
  }

  /** The result that was seen, or null. */
  @Nullable String observed() {
    return observed;
  }

  /** One of the numbers below a size. */
  int pick(int size) {
    if (position == taken.size()) {
      taken.add(0);
      sizes.add(size);
    }
    return taken.get(position++);
  }

  /** Goes on to the next combination; false when all have been tried. */
  boolean next() {
    position = 0;
    for (int last = taken.size() - 1; last >= 0; last--) {
      if (taken.get(last) + 1 < sizes.get(last)) {
        taken.set(last, taken.get(last) + 1);
        return true;
      }
      taken.remove(last);
      sizes.remove(last);
    }
    return false;
  }
}

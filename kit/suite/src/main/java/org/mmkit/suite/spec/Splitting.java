// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import org.jspecify.annotations.Nullable;

/** What stands against splitting a mapping for the sake of a part of it. */
final class Splitting {

  private Splitting() {}

  /** Why the part cannot be cut out to get other attributes, or nothing. */
  static String check(SpecState state, Run part, Attributes after) {
    Run whole = state.space.mapped(part.start());
    int cuts = (whole.start() < part.start() ? 1 : 0) + (whole.end() > part.end() ? 1 : 0);
    if (cuts > 0 && !state.limits.hasRoomToSplit(state.space, cuts)) {
      if (isLike(state.space.at(part.start() - 1), after)
          || isLike(state.space.at(part.end()), after)) {
        throw new Open("whether a part becomes one mapping with its neighbour");
      }
      if (cuts > 1 && state.limits.hasRoomToSplit(state.space)) {
        throw new Open("how many mappings there are when one was split once and not twice");
      }
      return "ENOMEM";
    }
    boolean cutsHuge =
        whole.start() < part.start() && !Pages.isHugeAligned(part.start())
            || whole.end() > part.end() && !Pages.isHugeAligned(part.end());
    return part.has(Flag.HUGETLB) && cutsHuge ? "EINVAL" : "";
  }

  private static boolean isLike(@Nullable Run neighbour, Attributes after) {
    return neighbour != null && neighbour.attributes().equals(after);
  }
}

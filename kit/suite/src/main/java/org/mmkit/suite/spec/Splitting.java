// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

/** What stands against splitting a mapping for the sake of a part of it. */
final class Splitting {

  private Splitting() {}

  /** Why the part cannot be cut out, or nothing. */
  static String check(SpecState state, Run part) {
    Run whole = state.space.mapped(part.start());
    int cuts = (whole.start() < part.start() ? 1 : 0) + (whole.end() > part.end() ? 1 : 0);
    if (cuts > 0 && !state.limits.hasRoomToSplit(state.space, cuts)) {
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
}

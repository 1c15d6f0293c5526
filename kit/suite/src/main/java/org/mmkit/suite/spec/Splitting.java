// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

/** What stands against splitting a mapping for the sake of a part of it. */
final class Splitting {

  private Splitting() {}

  /** Why the part cannot be cut out, or nothing. */
  static String check(SpecState state, Run part) {
    Run whole = state.space.mapped(part.start());
    boolean cuts = whole.start() < part.start() || whole.end() > part.end();
    if (cuts && !state.limits.hasRoomToSplit(state.space)) {
      return "ENOMEM";
    }
    boolean cutsHuge =
        whole.start() < part.start() && !Pages.isHugeAligned(part.start())
            || whole.end() > part.end() && !Pages.isHugeAligned(part.end());
    return part.has(Flag.HUGETLB) && cutsHuge ? "EINVAL" : "";
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.diagnosis;

import org.jspecify.annotations.Nullable;
import org.mmkit.unmap.MtDetach;
import org.mmkit.unmap.VmaRange;

/** What a call of a strategy works on, as far as it has looked. */
final class FoundRange {
  private @Nullable VmaRange range;
  private @Nullable MtDetach collected;

  /** Whether the lock was held ever since the range was found. */
  private boolean fresh;

  VmaRange set(VmaRange vmas) {
    range = vmas;
    fresh = true;
    return vmas;
  }

  /** What is looked up next takes its place, but for a part of it. */
  VmaRange lookedUp(VmaRange vmas) {
    return fresh && isPart(vmas) ? vmas : set(vmas);
  }

  private boolean isPart(VmaRange vmas) {
    VmaRange all = range;
    return all != null
        && all.start() <= vmas.start()
        && vmas.end() <= all.end()
        && vmas.end() - vmas.start() < all.end() - all.start();
  }

  /** From here on others may have changed what was found before. */
  void lockIsTaken() {
    fresh = false;
  }

  void collects(MtDetach tree) {
    collected = tree;
  }

  @Nullable VmaRange get() {
    VmaRange known = range;
    MtDetach tree = collected;
    return known != null || tree == null ? known : tree.vmas();
  }
}

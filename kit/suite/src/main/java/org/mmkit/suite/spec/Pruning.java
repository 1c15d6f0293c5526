// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.List;
import java.util.TreeMap;

/** Drops translations that no call to come can use, so that equal points are seen to be equal. */
final class Pruning {

  private Pruning() {}

  static World prune(World world, Timeline timeline, long done) {
    if (world.stale().isEmpty()) {
      return world;
    }
    TreeMap<Long, List<Stale>> kept = new TreeMap<>();
    world
        .stale()
        .forEach(
            (page, entries) -> {
              List<Stale> usable =
                  entries.stream().filter(entry -> isUsable(entry, timeline, done)).toList();
              if (!usable.isEmpty()) {
                kept.put(page, usable);
              }
            });
    return new World(world.state(), kept, world.progress());
  }

  private static boolean isUsable(Stale entry, Timeline timeline, long done) {
    for (int i = 0; i < timeline.size(); i++) {
      Operation operation = timeline.get(i);
      if ((done >>> i & 1) == 0
          && Moves.isAccess(operation.call())
          && entry.isOpenFor(operation.task(), timeline.before(i))) {
        return true;
      }
    }
    return false;
  }
}

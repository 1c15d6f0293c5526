// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A point of a search: the abstract state, and the translations that may outlive it for a while.
 *
 * @param state the state
 * @param stale for each page the translations that calls still under way took away, oldest first
 * @param progress of calls that are carried out in pieces, by their numbers: how far they are
 */
record World(
    SpecState state, TreeMap<Long, List<Stale>> stale, TreeMap<Integer, Progress> progress) {

  static World of(SpecState state) {
    return new World(state, new TreeMap<>(), new TreeMap<>());
  }

  World copy() {
    return with(state.copy());
  }

  /** The same around another state. */
  World with(SpecState other) {
    return new World(other, new TreeMap<>(stale), new TreeMap<>(progress));
  }

  /** The same in which a call is not under way. */
  World without(int index) {
    TreeMap<Integer, Progress> others = new TreeMap<>(progress);
    others.remove(index);
    return new World(state, stale, others);
  }

  List<Stale> staleAt(long page) {
    return stale.getOrDefault(page, List.of());
  }

  void addStale(long page, Stale entry) {
    List<Stale> entries = new ArrayList<>(staleAt(page));
    entries.add(entry);
    stale.put(page, entries);
  }

  /** From now on the task sees nothing older than the entry of that index. */
  void pass(long page, int task, int index) {
    pass(page, task, index, Attributes.READ);
  }

  /**
   * The same of an access that was refused: what does not allow it may still allow others.
   *
   * @param needs the permission that it needs
   */
  void pass(long page, int task, int index, int needs) {
    List<Stale> entries = new ArrayList<>(staleAt(page));
    if (entries.isEmpty()) {
      return;
    }
    for (int i = 0; i < index; i++) {
      Stale entry = entries.get(i);
      entries.set(i, entry.allows(needs) ? entry.passedBy(task) : entry);
    }
    stale.put(page, entries);
  }
}

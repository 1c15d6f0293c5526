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

  List<Stale> staleAt(long page) {
    return stale.getOrDefault(page, List.of());
  }

  void addStale(long page, Stale entry) {
    List<Stale> entries = new ArrayList<>(staleAt(page));
    entries.add(entry);
    stale.put(page, entries);
  }

  /** The return of a call puts an end to all translations older than the entry of that index. */
  void closeOlder(long page, int index, int operation) {
    List<Stale> entries = new ArrayList<>(staleAt(page));
    for (int i = 0; i < index; i++) {
      entries.set(i, entries.get(i).closedBy(operation));
    }
    stale.put(page, entries);
  }

  /** From now on the task sees nothing older than the entry of that index. */
  void pass(long page, int task, int index) {
    List<Stale> entries = new ArrayList<>(staleAt(page));
    if (entries.isEmpty()) {
      return;
    }
    for (int i = 0; i < index; i++) {
      entries.set(i, entries.get(i).passedBy(task));
    }
    stale.put(page, entries);
  }
}

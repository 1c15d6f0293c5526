// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The names of a load. What {@code setup:} assigns belongs to the process, what other lines assign
 * to the task; a size is set once, where it appears first as {@code NAME=size}.
 */
final class Names {
  static final List<String> RESERVED = List.of("I", "N", "P", "ROUND", "rnd");

  private final TreeMap<String, Long> sizes = new TreeMap<>();
  private final Map<String, Integer> sizeSlots = new LinkedHashMap<>();
  private final Map<String, Integer> shared = new LinkedHashMap<>();
  private final Map<String, Integer> own = new LinkedHashMap<>();

  /** Sets a size; returns its place. */
  int size(String name, long bytes) {
    sizes.put(name, bytes);
    return sizeSlots.computeIfAbsent(name, key -> sizeSlots.size());
  }

  /** A variable that is assigned; returns its place. */
  int assign(String name, boolean inSetup) {
    Map<String, Integer> variables = inSetup || shared.containsKey(name) ? shared : own;
    return variables.computeIfAbsent(name, key -> variables.size());
  }

  boolean isShared(String name) {
    return shared.containsKey(name);
  }

  boolean isOwn(String name) {
    return own.containsKey(name);
  }

  boolean isSize(String name) {
    return sizeSlots.containsKey(name);
  }

  /** How to read a name that {@link #knows} knows. */
  Amount read(String name) {
    if (isSize(name)) {
      int slot = sizeSlots.getOrDefault(name, 0);
      return task -> task.size(slot);
    }
    if (isShared(name)) {
      int slot = shared.getOrDefault(name, 0);
      return task -> task.sharedVariable(slot);
    }
    int slot = own.getOrDefault(name, 0);
    return task -> task.ownVariable(slot);
  }

  boolean knows(String name) {
    return isSize(name) || isShared(name) || isOwn(name);
  }

  /** The sizes with the values that the load gives them. */
  SortedMap<String, Long> sizes() {
    return new TreeMap<>(sizes);
  }

  /** The values of sizes by their places. */
  long[] bySlot(SortedMap<String, Long> values) {
    long[] bySlot = new long[sizeSlots.size()];
    sizeSlots.forEach((name, slot) -> bySlot[slot] = values.getOrDefault(name, 0L));
    return bySlot;
  }

  int sharedCount() {
    return shared.size();
  }

  int ownCount() {
    return own.size();
  }

  /** What a message lists. */
  List<String> all() {
    TreeMap<String, Integer> names = new TreeMap<>(sizeSlots);
    names.putAll(shared);
    names.putAll(own);
    return List.copyOf(names.keySet());
  }
}

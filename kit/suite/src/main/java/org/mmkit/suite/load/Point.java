// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a load is measured.
 *
 * @param load what runs
 * @param mode what its tasks share
 * @param tasks how many they are
 * @param sizes its named sizes
 */
public record Point(Load load, Mode mode, int tasks, SortedMap<String, Long> sizes) {

  public Point {
    sizes = Collections.unmodifiableSortedMap(new TreeMap<>(sizes));
  }

  /** {@code load.mode.tasks}, as results write it. */
  public String name() {
    return load.id() + "." + mode.text() + "." + tasks;
  }

  /** Whether tasks can be in each other's way. */
  public boolean contended() {
    return tasks > 1 || load.hasBeside();
  }
}

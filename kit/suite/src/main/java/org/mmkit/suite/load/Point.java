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

  /**
   * How many CPUs it runs on. Where its load asks for that many threads there is one for each, as
   * on a larger machine of the same kind; elsewhere tasks that outnumber the CPUs take turns.
   *
   * @param cpus of the machine
   */
  int cpus(int cpus) {
    boolean asked = mode == Mode.THREADS && load.extent().threads().on(cpus).contains(tasks);
    return asked ? Math.max(tasks, cpus) : cpus;
  }

  /** Whether tasks can be in each other's way. */
  public boolean contended() {
    return tasks > 1 || load.hasBeside();
  }
}

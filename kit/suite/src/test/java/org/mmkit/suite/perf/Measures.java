// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.mmkit.suite.check.Broken;

/**
 * Small workloads in virtual time, each with the rule that its figures may break. What is right and
 * what is slow differ by far more than the figures of the machine are unsure of, or by a known
 * amount that a run repeats to the nanosecond.
 */
public final class Measures {
  private static final Map<String, Function<Trial, List<Broken>>> ALL = new TreeMap<>();

  static {
    ALL.put("undisturbed", HoldMeasures::exclusiveHold);
    ALL.put("known-waiter", HoldMeasures::knownWaiter);
    ALL.put("fault-behind-a-writer", HoldMeasures::behindWriter);
    ALL.put("stretch", HoldMeasures::stretch);
    ALL.put("madvise-beside", CostMeasures::flushes);
    ALL.put("one-page", CostMeasures::onePage);
    ALL.put("many-files", CostMeasures::manyFiles);
    ALL.put("huge-pages", CostMeasures::hugePages);
    ALL.put("two-threads", CostMeasures::twoThreads);
  }

  private Measures() {}

  /** The names of all. */
  public static Set<String> names() {
    return ALL.keySet();
  }

  /**
   * Measures, and judges the figures.
   *
   * @throws IllegalArgumentException if there is no such measure
   */
  public static List<Broken> judge(String name, Trial trial) {
    Function<Trial, List<Broken>> measure = ALL.get(name);
    if (measure == null) {
      throw new IllegalArgumentException("there is no measure '" + name + "'; " + names());
    }
    return measure.apply(trial);
  }
}

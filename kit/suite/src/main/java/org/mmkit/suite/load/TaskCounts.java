// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The numbers of tasks that a load runs with.
 *
 * @param listed each a number, or empty for as many as the machine has CPUs
 */
public record TaskCounts(List<OptionalInt> listed) {
  static final TaskCounts DEFAULT = new TaskCounts(List.of(OptionalInt.of(1), OptionalInt.of(8)));

  static final TaskCounts NONE = new TaskCounts(List.of());

  public TaskCounts {
    listed = List.copyOf(listed);
  }

  /** The numbers on a machine, ascending, each once. */
  public List<Integer> on(int cpus) {
    List<Integer> counts = new ArrayList<>();
    listed.forEach(one -> counts.add(one.orElse(cpus)));
    return counts.stream().sorted().distinct().toList();
  }
}

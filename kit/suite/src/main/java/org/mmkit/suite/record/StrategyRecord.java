// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.record;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run found about one strategy.
 *
 * @param id the annotation's id, else the class name
 * @param source where its design comes from; may be empty
 * @param stages in the order in which they ran
 * @param measures stage to name to number; names end in their unit
 */
public record StrategyRecord(
    String id,
    String source,
    Verdict verdict,
    List<StageRecord> stages,
    SortedMap<String, SortedMap<String, Long>> measures) {

  public StrategyRecord {
    Objects.requireNonNull(id);
    Objects.requireNonNull(source);
    Objects.requireNonNull(verdict);
    stages = List.copyOf(stages);
    TreeMap<String, SortedMap<String, Long>> copy = new TreeMap<>();
    measures.forEach(
        (stage, numbers) ->
            copy.put(stage, Collections.unmodifiableSortedMap(new TreeMap<>(numbers))));
    measures = Collections.unmodifiableSortedMap(copy);
  }

  /** The rules that it broke, in the order in which they were found: of each stage the first. */
  public List<FindingRecord> findings() {
    return stages.stream().flatMap(stage -> stage.findings().stream()).toList();
  }
}

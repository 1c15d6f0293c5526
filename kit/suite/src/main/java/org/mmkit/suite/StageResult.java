// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mmkit.suite.record.Lane;

/**
 * What a stage can tell only at its end; its cases and findings were streamed.
 *
 * @param measures name to number; a name ends in its unit, as in {@code total_ns}
 * @param lanes the lock timeline, for the report
 * @param reachable corpus ids of the defects that the selected cases can show
 * @param basis what the measures rest on, as sentences; empty if that never varies
 */
public record StageResult(
    SortedMap<String, Long> measures,
    List<Lane> lanes,
    SortedSet<String> reachable,
    Optional<String> basis) {

  public StageResult {
    measures = Collections.unmodifiableSortedMap(new TreeMap<>(measures));
    lanes = List.copyOf(lanes);
    reachable = Collections.unmodifiableSortedSet(new TreeSet<>(reachable));
    Objects.requireNonNull(basis);
  }

  /** Measures that rest on what never varies. */
  public StageResult(
      SortedMap<String, Long> measures, List<Lane> lanes, SortedSet<String> reachable) {
    this(measures, lanes, reachable, Optional.empty());
  }

  /** What some cases can show, and no measures. */
  public static StageResult reaching(SortedSet<String> reachable) {
    return new StageResult(new TreeMap<>(), List.of(), reachable);
  }

  /** Nothing beside what was streamed. */
  public static StageResult nothing() {
    return new StageResult(new TreeMap<>(), List.of(), new TreeSet<>());
  }
}

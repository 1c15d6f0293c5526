// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.record;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.mmkit.suite.json.JsonException;
import org.mmkit.suite.json.RecordCodec;

/**
 * What one run found; the content of {@code run.json}.
 *
 * @param seed what all random choices of the run came from
 * @param provenance what was judged, by what, and how it was asked for; empty of a run in memory
 * @param strategies in the order in which they were asked for
 */
public record RunRecord(
    long seed, Optional<Provenance> provenance, List<StrategyRecord> strategies) {

  /** The version of the JSON form; grows when a reader of the last one would be wrong. */
  public static final int SCHEMA = 2;

  public RunRecord {
    Objects.requireNonNull(provenance);
    strategies = List.copyOf(strategies);
  }

  /** A run of which nobody asks what it was of. */
  public RunRecord(long seed, List<StrategyRecord> strategies) {
    this(seed, Optional.empty(), strategies);
  }

  /** The JSON form. */
  public String toJson() {
    return RecordCodec.document(SCHEMA, this);
  }

  /**
   * Reads the JSON form.
   *
   * @throws JsonException if the text is something else, or of another schema
   */
  public static RunRecord fromJson(String text) {
    return RecordCodec.readDocument(text, SCHEMA, RunRecord.class);
  }
}

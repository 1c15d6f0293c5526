// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mmkit.suite.json.JsonException;
import org.mmkit.suite.json.JsonField;
import org.mmkit.suite.json.RecordCodec;

/**
 * The lock timelines of a run; the content of {@code timeline.json}.
 *
 * @param lanes strategy to its lanes, in the order of the run
 */
public record Timeline(Map<String, List<Lane>> lanes) {

  /** The version of the JSON form. */
  public static final int SCHEMA = 1;

  public Timeline {
    LinkedHashMap<String, List<Lane>> copy = new LinkedHashMap<>();
    lanes.forEach((strategy, of) -> copy.put(strategy, List.copyOf(of)));
    lanes = Collections.unmodifiableMap(copy);
  }

  /** The form of the file: one bar after the other. */
  private record Bars(List<Bar> lanes) {}

  private record Bar(@JsonField(inline = true) Lane lane, String strategy) {}

  /** The JSON form. */
  public String toJson() {
    List<Bar> bars = new ArrayList<>();
    lanes.forEach((strategy, of) -> of.forEach(lane -> bars.add(new Bar(lane, strategy))));
    return RecordCodec.document(SCHEMA, new Bars(bars));
  }

  /**
   * Reads the JSON form.
   *
   * @throws JsonException if the text is something else
   */
  public static Timeline fromJson(String text) {
    LinkedHashMap<String, List<Lane>> lanes = new LinkedHashMap<>();
    for (Bar bar : RecordCodec.readDocument(text, SCHEMA, Bars.class).lanes()) {
      lanes.computeIfAbsent(bar.strategy(), s -> new ArrayList<>()).add(bar.lane());
    }
    return new Timeline(lanes);
  }
}

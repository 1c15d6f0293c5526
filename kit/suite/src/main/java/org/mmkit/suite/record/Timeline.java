// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mmkit.suite.json.Json;
import org.mmkit.suite.json.JsonException;
import org.mmkit.suite.json.JsonObject;

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

  /** The JSON form. */
  public String toJson() {
    List<Object> rows = new ArrayList<>();
    lanes.forEach(
        (strategy, of) ->
            of.forEach(lane -> rows.add(lane.toJson().put("strategy", strategy).fields())));
    return Json.pretty(new JsonObject().put("schema", SCHEMA).put("lanes", rows).fields());
  }

  /**
   * Reads the JSON form.
   *
   * @throws JsonException if the text is something else
   */
  public static Timeline fromJson(String text) {
    JsonObject root = JsonObject.parse(text).requireSchema(SCHEMA);
    LinkedHashMap<String, List<Lane>> lanes = new LinkedHashMap<>();
    for (JsonObject row : root.objects("lanes")) {
      lanes.computeIfAbsent(row.string("strategy"), s -> new ArrayList<>()).add(Lane.fromJson(row));
    }
    return new Timeline(lanes);
  }
}

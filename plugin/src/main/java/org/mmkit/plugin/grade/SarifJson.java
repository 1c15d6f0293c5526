// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.mmkit.suite.json.Json;

/** The broken rules as SARIF 2.1.0, for code scanning. */
final class SarifJson {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  private final SourcePlaces places;

  SarifJson(SourcePlaces places) {
    this.places = places;
  }

  String write(Score score) {
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "mmkit");
    driver.put("rules", rules(score));
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver));
    run.put("columnKind", "utf16CodeUnits");
    run.put("results", score.shownFindings().stream().map(this::result).toList());
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("$schema", SCHEMA);
    root.put("version", "2.1.0");
    root.put("runs", List.of(run));
    return Json.pretty(root);
  }

  private static List<Object> rules(Score score) {
    TreeMap<String, Score.Found> byRule = new TreeMap<>();
    score.shownFindings().forEach(found -> byRule.putIfAbsent(found.rule(), found));
    List<Object> rules = new ArrayList<>();
    byRule.forEach(
        (code, found) -> {
          Map<String, Object> rule = new LinkedHashMap<>();
          rule.put("id", code);
          rule.put("shortDescription", Map.of("text", found.title()));
          rules.add(rule);
        });
    return rules;
  }

  private Map<String, Object> result(Score.Found found) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ruleId", found.rule());
    result.put("level", found.safety() ? "error" : "warning");
    result.put("message", Map.of("text", braces(found.sentence())));
    List<Object> locations = new ArrayList<>();
    Optional<SourcePlaces.Place> place = places.of(found);
    Map<String, Object> location = new LinkedHashMap<>();
    place.ifPresent(at -> location.put("physicalLocation", physical(at)));
    location.put("logicalLocations", List.of(Map.of("fullyQualifiedName", found.caseName())));
    locations.add(location);
    result.put("locations", locations);
    return result;
  }

  private static Map<String, Object> physical(SourcePlaces.Place at) {
    Map<String, Object> physical = new LinkedHashMap<>();
    Map<String, Object> artifact = new LinkedHashMap<>();
    artifact.put("uri", uri(at.path()));
    artifact.put("uriBaseId", "%SRCROOT%");
    physical.put("artifactLocation", artifact);
    physical.put("region", Map.of("startLine", at.line()));
    return physical;
  }

  private static String uri(String path) {
    try {
      return new java.net.URI(null, null, path, null).toASCIIString();
    } catch (java.net.URISyntaxException e) {
      return "unknown";
    }
  }

  /** Brackets would be links to places, and braces arguments. */
  private static String braces(String text) {
    return text.replace("\\", "\\\\")
        .replace("[", "\\[")
        .replace("]", "\\]")
        .replace("{", "{{")
        .replace("}", "}}");
  }
}

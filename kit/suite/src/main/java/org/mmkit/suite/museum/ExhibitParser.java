// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.museum;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.FindingClass;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.Defects;

/** Reads lines such as {@code @C-01 | no TLB flush | strategy=exclusive | defect=C-01 | ...}. */
final class ExhibitParser {
  private static final List<String> KEYS =
      List.of("class", "strategy", "defect", "by", "shows", "twin", "also", "rules", "has", "told");

  private static final String NOBODY = "none";

  private final String file;
  private final int line;

  private ExhibitParser(String file, int line) {
    this.file = file;
    this.line = line;
  }

  static List<Exhibit> parse(String file, String text) {
    List<Exhibit> exhibits = new ArrayList<>();
    String[] lines = text.split("\n");
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].startsWith("@")) {
        exhibits.add(new ExhibitParser(file, i + 1).exhibit(lines[i].substring(1)));
      } else if (!lines[i].isBlank() && !lines[i].startsWith("#")) {
        throw new ExhibitParser(file, i + 1).bad("a line starts with '@' or '#'");
      }
    }
    return exhibits;
  }

  private Exhibit exhibit(String text) {
    String[] fields = Stream.of(text.split("\\|")).map(String::strip).toArray(String[]::new);
    if (fields.length < 3) {
      throw bad("expected '@id | name | key=value ...'");
    }
    TreeMap<String, String> values = new TreeMap<>();
    for (int i = 2; i < fields.length; i++) {
      int sign = fields[i].indexOf('=');
      if (sign < 0 || !KEYS.contains(fields[i].substring(0, sign))) {
        throw bad("'" + fields[i] + "' is none of " + KEYS);
      }
      values.put(fields[i].substring(0, sign), fields[i].substring(sign + 1));
    }
    Optional<String> told = Optional.ofNullable(values.get("told"));
    if (told.isEmpty()) {
      for (String key : List.of("strategy", "by", "shows")) {
        if (!values.containsKey(key)) {
          throw bad(fields[0] + " lacks " + key + "=");
        }
      }
    }
    return new Exhibit(
        fields[0],
        fields[1],
        findingClass(values.getOrDefault("class", "safety")),
        pair(values),
        proof(values),
        owners(values),
        told);
  }

  private FindingClass findingClass(String word) {
    return Stream.of(FindingClass.values())
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(() -> bad("there is no class '" + word + "'"));
  }

  private Exhibit.Pair pair(Map<String, String> values) {
    String strategy = values.getOrDefault("strategy", "");
    return new Exhibit.Pair(
        strategy, defects(values.get("defect")), values.getOrDefault("twin", strategy));
  }

  private static Exhibit.Proof proof(Map<String, String> values) {
    List<String> shows = names(values.get("shows")).toList();
    return new Exhibit.Proof(
        values.getOrDefault("by", ""),
        shows,
        Optional.ofNullable(values.get("also")).map(CaseGlob::new),
        values.containsKey("rules") ? names(values.get("rules")).toList() : shows);
  }

  /** If nothing is said, the strategy that shows it without a defect of the kernel beside it. */
  private static List<String> owners(Map<String, String> values) {
    String has = values.get("has");
    if (has != null) {
      return has.equals(NOBODY) ? List.of() : names(has).toList();
    }
    return values.containsKey("defect") ? List.of() : names(values.get("strategy")).toList();
  }

  private static Stream<String> names(@Nullable String list) {
    return list == null ? Stream.empty() : Stream.of(list.split(",")).map(String::strip);
  }

  private Defects defects(@Nullable String list) {
    try {
      return Defects.of(names(list).toList());
    } catch (BadInputException unknown) {
      throw bad(unknown.getMessage());
    }
  }

  private IllegalStateException bad(String what) {
    return new IllegalStateException(file + ":" + line + ": " + what);
  }
}

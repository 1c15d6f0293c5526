// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The table of a class for a terminal. */
final class ClassText {
  private static final int BAR_MAX = 40;
  private static final int STATE_WIDTH = 12;
  private static final int RULES_MAX = 4;

  private ClassText() {}

  static List<String> lines(ClassTable table) {
    List<String> lines = new ArrayList<>();
    int handedIn = table.submissions();
    lines.add(
        table.title()
            + ": "
            + handedIn
            + (handedIn == 1 ? " submission, " : " submissions, ")
            + states(table));
    lines.add("");
    int width = table.rows().stream().mapToInt(row -> row.id().length()).max().orElse(0);
    String points = table.rubric().isPresent() ? "of " + table.max() : "";
    lines.add(line(width, "submission", "verdict", points, "rules broken"));
    for (ClassRow row : table.rows()) {
      lines.add(line(width, row.id(), row.state(), row.points(), rules(row)));
    }
    if (table.hasLate()) {
      lines.add("");
      table.rows().stream()
          .filter(row -> !row.late().isEmpty())
          .forEach(row -> lines.add(row.id() + ": late, " + row.late()));
    }
    List<ClassRow> silent = table.rows().stream().filter(r -> !r.sentence().isEmpty()).toList();
    if (!silent.isEmpty()) {
      lines.add("");
      silent.forEach(row -> lines.add(row.id() + ": " + row.sentence()));
    }
    List<String> unknown = table.unknown();
    if (!unknown.isEmpty() && unknown.size() < table.rows().size()) {
      lines.add("");
      lines.add("not in the roster: " + String.join(", ", unknown));
    }
    if (!table.alike().isEmpty()) {
      lines.add("");
      table.alike().forEach(ids -> lines.add("the same files: " + String.join(", ", ids)));
    }
    List<ClassTable.Bar> bars = table.histogram();
    if (!bars.isEmpty()) {
      lines.add("");
      lines.add("rules, by how many broke them:");
      bars.forEach(bar -> lines.add(bar(bar, bars.get(0).submissions())));
    }
    return lines;
  }

  static String write(ClassTable table) {
    return String.join("\n", lines(table)) + "\n";
  }

  private static String states(ClassTable table) {
    return table.states().entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  private static String line(int width, String id, String state, String points, String rules) {
    return String.format(
            Locale.ROOT,
            "%-" + Math.max(width, "submission".length()) + "s  %-" + STATE_WIDTH + "s %8s  %s",
            id,
            state,
            points,
            rules)
        .stripTrailing();
  }

  private static String rules(ClassRow row) {
    List<String> rules = new ArrayList<>(row.rules());
    int more = rules.size() - RULES_MAX;
    return rules.stream().limit(RULES_MAX).collect(Collectors.joining(" "))
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static String bar(ClassTable.Bar bar, int most) {
    int length = Math.max(1, bar.submissions() * BAR_MAX / Math.max(most, BAR_MAX));
    return String.format(
        Locale.ROOT,
        "%-8s %4d %s %s",
        bar.rule(),
        bar.submissions(),
        "#".repeat(length),
        bar.title());
  }
}

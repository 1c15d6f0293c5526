// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mmkit.machine.Rule;
import org.mmkit.suite.catalogue.Rules;

/**
 * A class: a row for each submission, and for each student of the roster who handed in nothing.
 *
 * @param rubric that gave the points
 * @param rows in the order of the submissions
 * @param alike ids of submissions whose files are the same, to the byte
 */
record ClassTable(Optional<Rubric> rubric, List<ClassRow> rows, List<List<String>> alike) {

  ClassTable {
    Objects.requireNonNull(rubric);
    rows = List.copyOf(rows);
    alike = List.copyOf(alike);
  }

  static ClassTable of(List<Graded> submissions, Roster roster, Optional<Rubric> rubric) {
    TreeMap<String, ClassRow> rows = new TreeMap<>();
    submissions.forEach(graded -> rows.put(graded.id(), ClassRow.of(graded, roster, rubric)));
    roster
        .byFolder()
        .forEach(
            (folder, person) -> rows.putIfAbsent(folder, ClassRow.missing(folder, person, rubric)));
    return new ClassTable(rubric, new ArrayList<>(rows.values()), alike(submissions));
  }

  private static List<List<String>> alike(List<Graded> submissions) {
    LinkedHashMap<String, List<String>> byDigest = new LinkedHashMap<>();
    submissions.stream()
        .filter(graded -> !graded.taken().isEmpty())
        .forEach(
            graded ->
                byDigest.computeIfAbsent(graded.taken(), d -> new ArrayList<>()).add(graded.id()));
    return byDigest.values().stream().filter(ids -> ids.size() > 1).toList();
  }

  /** The rows of students whom the roster names. */
  List<ClassRow> known() {
    return rows.stream().filter(row -> !row.person().equals(Roster.unknown(row.id()))).toList();
  }

  /** The submissions of nobody whom the roster names. */
  List<String> unknown() {
    return rows.stream()
        .filter(row -> row.person().equals(Roster.unknown(row.id())))
        .map(ClassRow::id)
        .toList();
  }

  String title() {
    return rubric.map(one -> Plain.line(one.title())).orElse("mmkit");
  }

  /** The parts of the rubric. */
  List<RubricPart> parts() {
    return rubric.map(Rubric::parts).orElse(List.of());
  }

  /** What can be earned. */
  Points max() {
    return Points.sum(
        parts().stream().filter(part -> !part.bonus()).map(RubricPart::points).toList());
  }

  /**
   * How many submissions broke a rule.
   *
   * @param rule its name
   * @param title of the rule; of all that have its name
   */
  record Bar(String rule, String title, int submissions) {}

  /** The rules that were broken, those that most submissions broke first. */
  List<Bar> histogram() {
    TreeMap<String, Integer> counts = new TreeMap<>();
    rows.forEach(row -> row.rules().forEach(rule -> counts.merge(rule, 1, Integer::sum)));
    List<Bar> bars = new ArrayList<>();
    for (Map.Entry<String, Integer> entry : counts.entrySet()) {
      bars.add(new Bar(entry.getKey(), title(entry.getKey()), entry.getValue()));
    }
    bars.sort((a, b) -> Integer.compare(b.submissions(), a.submissions()));
    return bars;
  }

  /** Two rules may share a name. */
  private static String title(String name) {
    return Rules.all().stream()
        .filter(rule -> rule.id().equals(name))
        .map(Rule::title)
        .collect(Collectors.joining(", or "));
  }

  /** How many handed something in. */
  int submissions() {
    return (int) rows.stream().filter(row -> !row.state().equals(ClassRow.MISSING)).count();
  }

  /** Whether being late took points off somebody, so that parts do not add up to the total. */
  boolean hasLate() {
    return rows.stream().anyMatch(row -> !row.late().isEmpty());
  }

  /** How many rows have each state, by name. */
  TreeMap<String, Integer> states() {
    TreeMap<String, Integer> states = new TreeMap<>();
    rows.forEach(row -> states.merge(row.state(), 1, Integer::sum));
    return states;
  }
}

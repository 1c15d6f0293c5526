// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.mutants;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mmkit.suite.museum.Exhibit;
import org.mmkit.suite.museum.Exhibits;

/** How often the judge says rightly what is wrong: the page of the site that shows it. */
final class DiagnosesPage {
  private static final String NOTHING = "-";

  private final List<DiagnosisRow> rows;
  private final Map<String, Expected> expected = new TreeMap<>();

  /**
   * What is right to say.
   *
   * @param wrong what is wrong, in a few words
   * @param rules ids of the rules of which one has to be named
   * @param names of the diagnoses that are right; empty if no step of the strategy is to blame
   */
  record Expected(String wrong, Set<String> rules, Set<String> names) {

    /** Whether a row says it: the step where it names one, else the rule. */
    boolean isSaidBy(DiagnosisRow row) {
      Set<String> broken = new TreeSet<>(List.of(row.rules().split(" ")));
      broken.retainAll(rules);
      return row.diagnosis().isEmpty() ? !broken.isEmpty() : names.contains(row.diagnosis());
    }
  }

  /**
   * A page.
   *
   * @param rows what the judge says
   * @param named lines of a name, what is wrong and rules (both {@code -} for an exhibit, which
   *     says that itself), and the names of the right diagnoses
   */
  DiagnosesPage(List<DiagnosisRow> rows, List<String> named) {
    this.rows = List.copyOf(rows);
    for (Exhibit exhibit : Exhibits.all()) {
      expected.put(exhibit.id(), new Expected(exhibit.name(), rules(exhibit), Set.of()));
    }
    for (String line : named) {
      if (!line.isBlank() && !line.startsWith("#")) {
        name(line.split("\t+"));
      }
    }
  }

  private static Set<String> rules(Exhibit exhibit) {
    Set<String> rules = new TreeSet<>(exhibit.shows());
    rules.addAll(exhibit.proof().rules());
    return rules;
  }

  private void name(String[] cells) {
    Set<String> names =
        cells[3].equals(NOTHING) ? Set.of() : new TreeSet<>(List.of(cells[3].split(" ")));
    Expected exhibit = expected.get(cells[0]);
    expected.put(
        cells[0],
        exhibit != null
            ? new Expected(exhibit.wrong(), exhibit.rules(), names)
            : new Expected(cells[1], new TreeSet<>(List.of(cells[2].split(" "))), names));
  }

  /** Names of which nothing is known of what is right. */
  List<String> unknown() {
    return rows.stream().map(DiagnosisRow::name).filter(n -> !expected.containsKey(n)).toList();
  }

  /** Those that say the wrong thing. */
  List<DiagnosisRow> wrong() {
    return rows.stream().filter(row -> !isRight(row)).toList();
  }

  private boolean isRight(DiagnosisRow row) {
    Expected one = expected.get(row.name());
    return one != null && one.isSaidBy(row);
  }

  /** How many of a hundred are right, rounded down. */
  int percent() {
    return 100 * (rows.size() - wrong().size()) / rows.size();
  }

  String text() {
    StringBuilder page = new StringBuilder(head());
    List<DiagnosisRow> museum = new ArrayList<>(rows);
    museum.removeIf(row -> !isExhibit(row));
    List<DiagnosisRow> mistakes = new ArrayList<>(rows);
    mistakes.removeIf(DiagnosesPage::isExhibit);
    page.append("| of | judged | right | a step named and proved | a step guessed |\n");
    page.append("| --- | ---: | ---: | ---: | ---: |\n");
    page.append(count("the museum", museum)).append(count("mistakes", mistakes));
    page.append("\n## All\n\n| | what is wrong | convicted by | rules | step | proof | right |\n");
    page.append("| --- | --- | --- | --- | --- | --- | --- |\n");
    for (DiagnosisRow row : rows) {
      Expected one = expected.get(row.name());
      page.append("| ").append(row.name()).append(" | ").append(one == null ? "" : one.wrong());
      page.append(" | ").append(row.by()).append(" | ").append(row.rules());
      page.append(" | ").append(row.diagnosis()).append(" | ").append(row.proof());
      page.append(" | ").append(isRight(row) ? "yes" : "**no**").append(" |\n");
    }
    return page.toString();
  }

  private static boolean isExhibit(DiagnosisRow row) {
    return row.name().matches("[A-Z]-\\d\\d");
  }

  private String count(String what, List<DiagnosisRow> of) {
    long right = of.stream().filter(this::isRight).count();
    long proved = of.stream().filter(row -> row.proof().equals("proved")).count();
    long guessed = of.stream().filter(row -> row.proof().equals("guess")).count();
    return String.format("| %s | %d | %d | %d | %d |%n", what, of.size(), right, proved, guessed);
  }

  private static String head() {
    return """
    # Diagnoses

    Where a strategy breaks a rule, the judge says which step is missing or misplaced, if the order of
    the steps shows it. It tries that: the kit puts this one step right and leaves all others as they
    are, and searches the schedules of the program again. If the rule is kept then, the diagnosis is
    *proved*. If it is broken all the same, the diagnosis is refuted, and the card names the rule
    alone. Where the short search does not find the rule broken by the strategy as it is, nothing can
    be tried, and the diagnosis is a *guess*. What looks like a right order, such as munlock for a
    part of the range, is named only where it is proved.

    This table says what comes of it for the exhibits of the [museum](museum.html) that a program
    convicts, and for mistakes that people made. *Right* is a step that is the one to mend, or, where
    no step is named, a rule that the mistake is known to break. A test makes this page, and tries one
    exhibit in sixteen again. All of them (five minutes):

        cd kit/suite
        java -cp $CLASSES org.mmkit.suite.mutants.DiagnosisTable new.txt

    where `CLASSES` is as on [How it is built](how-it-is-built.html#Measure); sources that follow the
    file's name are judged too.

    """;
  }
}

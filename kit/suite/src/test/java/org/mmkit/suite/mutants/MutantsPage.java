// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.mutants;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The page of the site that lists the mutants. */
final class MutantsPage {
  private final List<Rows.Row> rows;
  private final Function<Rows.Row, String> reason;

  MutantsPage(List<Rows.Row> rows, Function<Rows.Row, String> reason) {
    this.rows = rows.stream().filter(row -> !row.verdict().equals(Rows.NO_JAVA)).toList();
    this.reason = reason;
  }

  String text() {
    StringBuilder page = new StringBuilder(head());
    page.append("| subject | mutants | convicted | same | right, slow or latent |\n");
    page.append("| --- | ---: | ---: | ---: | ---: |\n");
    subjects().forEach((subject, of) -> page.append(counts(subject, of)));
    page.append("\n## Who passes, and why\n\n| mutant | why |\n| --- | --- |\n");
    for (Rows.Row row : rows) {
      if (!row.isConvicted() && !row.verdict().equals(Rows.SAME)) {
        String beside = row.rule().isEmpty() ? "" : " Reported: " + row.rule() + ".";
        page.append("| " + cell(row.name()) + " | " + reason.apply(row) + beside + " |\n");
      }
    }
    page.append("\n## All\n\n| mutant | convicted by | rule |\n| --- | --- | --- |\n");
    for (Rows.Row row : rows) {
      page.append("| " + cell(row.name()) + " | " + row.verdict() + " | " + row.rule() + " |\n");
    }
    return page.toString();
  }

  private Map<String, List<Rows.Row>> subjects() {
    Map<String, List<Rows.Row>> subjects = new LinkedHashMap<>();
    for (Rows.Row row : rows) {
      subjects.computeIfAbsent(row.subject(), key -> of(key));
    }
    return subjects;
  }

  private List<Rows.Row> of(String subject) {
    return rows.stream().filter(row -> row.subject().equals(subject)).toList();
  }

  private static String counts(String subject, List<Rows.Row> of) {
    long convicted = of.stream().filter(Rows.Row::isConvicted).count();
    long same = of.stream().filter(row -> row.verdict().equals(Rows.SAME)).count();
    return String.format(
        "| `%s` | %d | %d | %d | %d |%n",
        subject, of.size(), convicted, same, of.size() - convicted - same);
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private static String head() {
    return """
    # Mutants of what we teach

    The build changes the solution of the first assignment and three of the strategies that it
    ships, one place at a time: each call is dropped, made twice, and swapped with the statement beside it; each
    condition is negated, taken as true and taken as false; each return returns something else.
    What default `mmkit:verify` says of each mutant stands here. *Same* is a mutant that does what
    its original does, step by step, in every sequential case and under 30 random schedules of each
    concurrent program. A mutant that differs and passes has its reason.

    A test makes this page, compares the mutants with the sources, and judges one in sixteen again by
    the case that convicted it. To judge all of them again (about two hours on one core), delete the rows that are
    to be judged again from `kit/suite/src/test/resources/org/mmkit/suite/mutants/mutants.txt`, and

        cd kit/suite
        java -cp $CLASSES org.mmkit.suite.mutants.MutantTable src/test/resources/org/mmkit/suite/mutants/mutants.txt

    where `CLASSES` is as on [How it is built](how-it-is-built.html#Measure), from this folder.

    """;
  }
}

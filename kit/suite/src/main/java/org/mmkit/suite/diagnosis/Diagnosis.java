// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.StrategyStep;

/**
 * A step of the strategy that is missing or misplaced; from {@code diagnoses.txt}.
 *
 * @param id its name within the table
 * @param pattern the order of steps that shows it
 * @param codes of the rules that it explains; {@code *} for all
 * @param amendment what puts that one step right
 * @param sentence what the strategy does
 * @param tryThis what to try
 * @param why this is wrong, in a sentence; empty if the rule that is broken says it
 */
public record Diagnosis(
    String id,
    WalkPattern pattern,
    Set<String> codes,
    Amendment amendment,
    String sentence,
    String tryThis,
    String why) {

  /** Stands where a name would, if all that fit were tried and are refuted. */
  public static final String NONE = "none";

  private static final String ANY = "*";

  private static final List<Diagnosis> SHIPPED = read();

  /**
   * A diagnosis of one finding.
   *
   * @param steps that show it
   * @param result what the call returned, such as {@code OK}; empty if it did not
   * @param proved what the run that proved it put right: empty if none did, else the name of the
   *     diagnosis, with a blank and the fields where it is about fields
   * @param isOwnLock whether the lock is the strategy's own, in place of mmap_sem
   */
  public record Found(
      Diagnosis diagnosis,
      List<StrategyStep> steps,
      String result,
      String proved,
      boolean isOwnLock) {
    public Found {
      steps = List.copyOf(steps);
    }

    /** Whether the rule is kept where that step is put right. */
    public boolean isProved() {
      return !proved.isEmpty();
    }

    /** What the strategy does, with the error that a step gave and what the call returned. */
    public String sentence() {
      String error =
          steps.stream().map(WalkPattern::error).filter(e -> !e.isEmpty()).findFirst().orElse("");
      return words(diagnosis.sentence)
          .replace("{fields}", fields())
          .replace("{error}", "-" + error)
          .replace("{result}", result.matches("E[A-Z0-9]+") ? "-" + result : "0");
    }

    /** What to try. */
    public String tryThis() {
      return words(diagnosis.tryThis);
    }

    /** Why that is wrong; empty if the rule that is broken says it. */
    public String why() {
      return words(diagnosis.why);
    }

    private String words(String text) {
      return isOwnLock
          ? text.replaceFirst("^mmap_sem", "The lock").replace("mmap_sem", "the lock")
          : text;
    }

    private String fields() {
      String names = proved.substring(proved.indexOf(' ') + 1);
      return (names.contains(",") ? "One of the fields " : "The field ") + names.replace(",", ", ");
    }
  }

  /** What is known of a finding: the one that was proved, else the first that fits, if any may. */
  public static Optional<Found> of(FindingRecord finding) {
    String proved = finding.place().proved().orElse("");
    if (proved.equals(NONE)) {
      return Optional.empty();
    }
    List<Found> all = fitting(finding.broken().code(), finding.place().walk());
    return all.stream()
        .filter(one -> one.diagnosis.id.equals(proved.split(" ")[0]))
        .map(one -> new Found(one.diagnosis, one.steps, one.result, proved, one.isOwnLock))
        .findFirst()
        .or(() -> all.stream().filter(f -> !f.diagnosis.pattern.isOnlyIfProved()).findFirst());
  }

  /** Those that explain a broken rule and fit a walk, the first the likeliest. */
  public static List<Found> fitting(String code, List<StrategyStep> walk) {
    List<Found> all = new ArrayList<>();
    boolean own = WalkPattern.takesOwnLock(walk);
    for (Diagnosis one : SHIPPED) {
      if (one.explains(code)) {
        one.pattern
            .in(walk)
            .map(steps -> new Found(one, steps, WalkPattern.result(walk), "", own))
            .ifPresent(all::add);
      }
    }
    return all;
  }

  /** Whether it can be behind the rule of that code. */
  public boolean explains(String code) {
    return codes.contains(ANY) || codes.contains(code);
  }

  private static List<Diagnosis> read() {
    List<Diagnosis> all = new ArrayList<>();
    for (Rows.Row row : Rows.of(Diagnosis.class, "diagnoses.txt", 7)) {
      all.add(
          new Diagnosis(
              row.cell(0),
              new WalkPattern(row.cell(1)),
              Set.of(row.cell(2).split(" ")),
              Amendment.parse(row.cell(3)),
              row.cell(4),
              row.cell(5),
              row.cell(6)));
    }
    return all;
  }
}

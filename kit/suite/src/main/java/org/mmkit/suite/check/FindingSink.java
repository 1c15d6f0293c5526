// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.check;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mmkit.machine.Rule;
import org.mmkit.suite.Progress;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.museum.Exhibits;
import org.mmkit.suite.record.Evidence;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.StrategyStep;

/** Passes on what was found, with all that results say of it. */
public final class FindingSink {
  private final StageRequest request;
  private final Progress progress;
  private final TreeSet<String> seen = new TreeSet<>();
  private final TreeSet<String> codes = new TreeSet<>();

  /** By code: what its first finding proved. */
  private final Map<String, String> proved = new TreeMap<>();

  private String lastCase = "";

  /** A sink for the findings of one stage. */
  public FindingSink(StageRequest request, Progress progress) {
    this.request = request;
    this.progress = progress;
  }

  /**
   * A rule was broken, and no run shows how.
   *
   * @param caseName {@code stage/id}
   * @param replay the command that shows it again
   */
  public void broken(Broken broken, String caseName, String replay) {
    broken(broken, caseName, replay, Optional.empty(), Optional.empty(), Way.UNKNOWN);
  }

  /**
   * A rule was broken in a program without tasks.
   *
   * @param way how the strategy came there
   */
  public void broken(Broken broken, String caseName, String replay, Way way) {
    broken(broken, caseName, replay, Optional.empty(), Optional.empty(), way);
  }

  /** Whether no finding before was of the same rule. */
  public boolean isFirstOf(Rule rule) {
    return isFirst(rule.code());
  }

  /** Whether no finding before was of the rule of that code. */
  public boolean isFirst(String code) {
    return !codes.contains(code);
  }

  /**
   * A rule was broken, and a run shows how. The evidence is kept for the first finding of its kind,
   * and for the first of a case.
   *
   * @param sched name of the file with the schedule
   * @param way how the strategy came there
   */
  public void broken(
      Broken broken,
      String caseName,
      String replay,
      Optional<String> sched,
      Optional<Evidence> evidence,
      Way way) {
    Rule rule = broken.rule();
    SortedSet<String> exhibits =
        Exhibits.shownBy(rule, caseName, request.subject().info().knownDefects());
    codes.add(rule.code());
    way.proved().ifPresent(one -> proved.putIfAbsent(rule.code(), one));
    boolean shown = seen.add(rule.code() + exhibits) | !caseName.equals(lastCase);
    lastCase = caseName;
    progress.finding(
        new FindingRecord(
            FindingRecord.RuleRecord.of(rule, broken.findingClass()),
            broken.message() + onlyOn(broken),
            place(broken, evidence)
                .by(way.walk())
                .withProved(Optional.ofNullable(proved.get(rule.code()))),
            caseName,
            replay,
            sched,
            evidence.filter(one -> shown),
            exhibits));
  }

  /**
   * How a strategy came to break a rule.
   *
   * @param walk what it did in the call that the finding is about
   * @param proved name of the diagnosis that runs have proved
   */
  public record Way(List<StrategyStep> walk, Optional<String> proved) {

    /** Nobody knows. */
    public static final Way UNKNOWN = new Way(List.of(), Optional.empty());

    public Way {
      walk = List.copyOf(walk);
      Objects.requireNonNull(proved);
    }
  }

  private static String onlyOn(Broken broken) {
    return broken.machines().map(some -> " (matters only on " + some + ")").orElse("");
  }

  private static FindingRecord.Place place(Broken broken, Optional<Evidence> evidence) {
    FindingRecord.Place place = broken.place();
    int step = evidence.map(one -> one.marks().found()).orElse(0);
    return step == 0
        ? place
        : new FindingRecord.Place(place.task(), OptionalInt.of(step), place.source());
  }
}

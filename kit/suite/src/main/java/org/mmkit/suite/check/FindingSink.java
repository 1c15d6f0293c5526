// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.check;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
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
    broken(broken, caseName, replay, Optional.empty(), Optional.empty(), List.of());
  }

  /**
   * A rule was broken in a program without tasks.
   *
   * @param walk what the strategy did in the call that it is about
   */
  public void broken(Broken broken, String caseName, String replay, List<StrategyStep> walk) {
    broken(broken, caseName, replay, Optional.empty(), Optional.empty(), walk);
  }

  /** Whether no finding before was of the same rule. */
  public boolean isFirstOf(Rule rule) {
    return !codes.contains(rule.code());
  }

  /**
   * A rule was broken, and a run shows how. The evidence is kept for the first finding of its kind,
   * and for the first of a case.
   *
   * @param sched name of the file with the schedule
   * @param walk what the strategy did in the call that it is about
   */
  public void broken(
      Broken broken,
      String caseName,
      String replay,
      Optional<String> sched,
      Optional<Evidence> evidence,
      List<StrategyStep> walk) {
    Rule rule = broken.rule();
    SortedSet<String> exhibits =
        Exhibits.shownBy(rule, caseName, request.subject().info().knownDefects());
    codes.add(rule.code());
    boolean shown = seen.add(rule.code() + exhibits) | !caseName.equals(lastCase);
    lastCase = caseName;
    progress.finding(
        new FindingRecord(
            FindingRecord.RuleRecord.of(rule, broken.findingClass()),
            broken.message() + onlyOn(broken),
            place(broken, evidence).by(walk),
            caseName,
            replay,
            sched,
            evidence.filter(one -> shown),
            exhibits));
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

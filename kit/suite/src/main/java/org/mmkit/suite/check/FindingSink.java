// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.check;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.mmkit.machine.Rule;
import org.mmkit.suite.Finding;
import org.mmkit.suite.Progress;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.museum.Exhibits;
import org.mmkit.suite.record.Evidence;
import org.mmkit.suite.record.FindingRecord;

/**
 * Passes findings on: one for each rule and each set of known defects that it shows, with the first
 * case that showed it.
 */
public final class FindingSink {
  private final StageRequest request;
  private final Progress progress;
  private final TreeSet<String> seen = new TreeSet<>();

  /** A sink for the findings of one stage. */
  public FindingSink(StageRequest request, Progress progress) {
    this.request = request;
    this.progress = progress;
  }

  /**
   * A rule was broken.
   *
   * @param caseName {@code stage/id}
   * @param replay the command that shows it again
   */
  public void broken(Rule rule, String caseName, String replay) {
    broken(rule, caseName, replay, "", Optional.empty());
  }

  /**
   * A rule was broken, and a run shows how.
   *
   * @param sched name of the file with the schedule; may be empty
   */
  public void broken(
      Rule rule, String caseName, String replay, String sched, Optional<Evidence> evidence) {
    SortedSet<String> exhibits =
        Exhibits.shownBy(rule, caseName, request.subject().info().knownDefects());
    if (seen.add(rule.code() + exhibits)) {
      FindingRecord record =
          new FindingRecord(
              rule.code(),
              rule.findingClass(),
              rule.id(),
              rule.title(),
              caseName,
              replay,
              sched,
              evidence);
      progress.finding(new Finding(record, exhibits));
    }
  }
}

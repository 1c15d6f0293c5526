// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.mutants;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.Progress;
import org.mmkit.suite.Stage;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.Subject;
import org.mmkit.suite.catalogue.Stages;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.FindingRecord;

/** Judges a strategy as {@code mmkit:verify} does by default, up to the first case that fails. */
final class Trial implements Progress {
  private static final List<String> STAGES =
      List.of("conformance", "explore", "race", "hold", "fuzz", "perf");

  /**
   * How it ended.
   *
   * @param convicted the case that failed, as {@code stage/case}; empty if all passed
   * @param rule the id of the rule that it broke, or how the case ended
   * @param noted ids of rules that were broken and fail nothing
   */
  record Result(String convicted, String rule, Set<String> noted) {}

  /** Thrown by the first case that fails. */
  private static final class Enough extends Error {
    private static final long serialVersionUID = 1;

    Enough() {
      super("convicted", null, false, false);
    }
  }

  private final Set<String> excused;
  private final boolean toTheEnd;
  private final Runnable beat;
  private final Set<String> failed = new LinkedHashSet<>();
  private final TreeSet<String> noted = new TreeSet<>();
  private final List<FindingRecord> findings = new ArrayList<>();
  private String stage = "";

  private Trial(Set<String> excused, boolean toTheEnd, Runnable beat) {
    this.excused = excused;
    this.toTheEnd = toTheEnd;
    this.beat = beat;
  }

  /**
   * What an original breaks: its mutants are not convicted of that.
   *
   * @param failed as {@code stage/case rule}
   * @param noted ids of rules that were broken and fail nothing
   */
  record Known(Set<String> failed, Set<String> noted) {}

  /** What an original breaks in some cases. */
  static Known known(Subject original, CaseGlob cases, Runnable beat) {
    Trial trial = new Trial(Set.of(), true, beat);
    trial.run(original, cases);
    return new Known(trial.failed, trial.noted);
  }

  /**
   * Runs the stages until a case fails.
   *
   * @param excused what the original breaks too
   */
  static Result of(Subject subject, CaseGlob cases, Set<String> excused, Runnable beat) {
    Trial trial = new Trial(excused, false, beat);
    try {
      trial.run(subject, cases);
    } catch (Enough convicted) {
      String[] first = trial.failed.iterator().next().split(" ", 2);
      return new Result(first[0], first[1], trial.noted);
    }
    return new Result("", "", trial.noted);
  }

  private void run(Subject subject, CaseGlob cases) {
    JudgeRequest.Selection selection =
        new JudgeRequest.Selection(cases, List.of(), JudgeRequest.Selection.QUICK.whole());
    for (String id : STAGES) {
      stage = id;
      if (cases.mayMatchIn(id)) {
        JudgeRequest asked = JudgeRequest.of(id, selection, JudgeRequest.Search.DEFAULT);
        stage(id).run(new StageRequest(asked, subject), this);
      }
    }
  }

  private static Stage stage(String id) {
    return Stages.all().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  @Override
  public void expect(int cases) {}

  @Override
  public void begin(String caseId) {
    findings.clear();
  }

  @Override
  public void beginRun(boolean shown) {
    beat.run();
  }

  @Override
  public void printingTask(Supplier<String> task) {}

  @Override
  public void finding(FindingRecord finding) {
    findings.add(finding);
  }

  @Override
  public void end(CaseRecord plain) {
    CaseRecord record = plain.withFindings(findings);
    String name = stage + "/" + record.id() + " ";
    for (FindingRecord finding : findings) {
      if (finding.isUnsafe()) {
        failed.add(name + finding.broken().id());
      } else {
        noted.add(finding.broken().id());
      }
    }
    boolean fails = record.status() == CaseStatus.BROKEN || record.failsTheStrategy();
    if (fails && record.unsafe().isEmpty()) {
      failed.add(name + record.status());
    }
    failed.removeAll(excused);
    if (!failed.isEmpty() && !toTheEnd) {
      throw new Enough();
    }
  }

  @Override
  public CaseRecord broken(String caseId, String tier, Throwable thrown) {
    return CaseRecord.broken(caseId, tier, thrown.toString());
  }
}

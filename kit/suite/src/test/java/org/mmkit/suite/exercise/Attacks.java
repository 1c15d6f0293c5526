// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.exercise;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.mmkit.machine.policy.Replay;
import org.mmkit.machine.search.BoundedSearch;
import org.mmkit.machine.turn.TurnRecorder;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.Exercise;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.Subject;
import org.mmkit.suite.museum.Museum;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.sched.SchedFile;
import org.mmkit.suite.target.Outcome;

/** Schedules that somebody hands in, and what is said of them. */
final class Attacks {
  private Attacks() {}

  /** The first schedule of a search that shows something, as a file. */
  static SchedFile find(Experiment run, String strategy, Predicate<Outcome> shows) {
    BoundedSearch search = new BoundedSearch(2, 1);
    while (search.hasNext()) {
      Outcome outcome = run.run(search.next());
      if (shows.test(outcome)) {
        TurnRecorder recorder = new TurnRecorder(new Replay(outcome.machine().schedule().copy()));
        Outcome traced = run.trace(recorder);
        String code =
            run.judge(traced).stream().findFirst().map(one -> one.rule().code()).orElse("");
        return new SchedFile(
            strategy, List.of(), code, "by a search", run.program(), recorder.turns());
      }
    }
    throw new AssertionError("no schedule of " + run.program().id() + " shows it");
  }

  /** The first that breaks a rule. */
  static SchedFile breaking(Experiment run, String strategy) {
    return find(run, strategy, outcome -> !run.judge(outcome).isEmpty());
  }

  static StageRun judge(String strategy, String glob, CaseFile sched, Exercise exercise) {
    return judge(strategy, glob, List.of(), Optional.of(sched), exercise, List.of());
  }

  static StageRun judge(
      String strategy,
      String glob,
      List<CaseFile> files,
      Optional<CaseFile> sched,
      Exercise exercise,
      List<String> defects) {
    Subject subject =
        new Subject(
            StrategyInfo.of(Museum.strategy(strategy).get().getClass(), true),
            Museum.strategy(strategy));
    JudgeRequest asked =
        JudgeRequest.of(
                "attack",
                JudgeRequest.Selection.WHOLE.withGlob(glob).withFiles(files),
                JudgeRequest.Search.DEFAULT)
            .withDefects(defects)
            .withGoal(JudgeRequest.Goal.exercise(sched, exercise));
    return StageRun.of("attack", new StageRequest(asked, subject));
  }

  /** The answers, such as {@code reads PASS, fits FAIL, follows SKIP, breaks SKIP, own SKIP}. */
  static String answers(StageRun run) {
    return String.join(
        ", ", run.cases().stream().map(one -> one.id() + " " + one.status()).toList());
  }

  /** The sentence of the answer that is no. */
  static String no(StageRun run) {
    return run.cases().stream()
        .filter(one -> one.status() != CaseStatus.PASS)
        .findFirst()
        .map(CaseRecord::message)
        .orElse("");
  }
}

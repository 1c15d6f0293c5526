// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.goal;

import java.util.List;
import java.util.OptionalInt;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.Subject;
import org.mmkit.suite.museum.Exhibits;
import org.mmkit.suite.museum.Museum;

/** Requests of goals, made by hand. */
final class GoalRun {
  private GoalRun() {}

  static Subject subject(String id) {
    return new Subject(
        StrategyInfo.of(Museum.strategy(id).get().getClass(), true)
            .withKnownDefects(Exhibits.knownOf(id)),
        Museum.strategy(id));
  }

  /** A request for all scenarios, with the seed 1. */
  static JudgeRequest asked(String stage, String glob, List<CaseFile> files) {
    return JudgeRequest.of(
        stage,
        JudgeRequest.Selection.WHOLE.withGlob(glob).withFiles(files),
        new JudgeRequest.Search(1).withBudget(3_000));
  }

  static StageRun replay(Subject subject, JudgeRequest.Goal goal) {
    JudgeRequest asked = asked("replay", "*", List.of()).withGoal(goal);
    return StageRun.of("replay", new StageRequest(asked, subject));
  }

  static StageRun replay(Subject subject, String sched) {
    return replay(subject, goal(sched, OptionalInt.empty()));
  }

  static JudgeRequest.Goal goal(String sched, OptionalInt debugPort) {
    return JudgeRequest.Goal.replay(new CaseFile("a.sched", sched), debugPort);
  }
}

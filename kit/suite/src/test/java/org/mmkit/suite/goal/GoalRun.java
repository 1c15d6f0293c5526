// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.goal;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.Defects;
import org.mmkit.suite.GoalOptions;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.Subject;
import org.mmkit.suite.museum.Museum;

/** Requests of goals, made by hand. */
final class GoalRun {
  private GoalRun() {}

  static Subject subject(String id) {
    return new Subject(
        StrategyInfo.of(Museum.strategy(id).get().getClass(), true), Museum.strategy(id));
  }

  static StageRun of(
      String stage, Subject subject, GoalOptions goal, String glob, List<CaseFile> files) {
    return StageRun.of(
        stage,
        new StageRequest(
            subject,
            1,
            OptionalInt.of(3_000),
            new CaseGlob(glob),
            files,
            OptionalInt.empty(),
            FiberKind.AUTO,
            true,
            Defects.NONE,
            goal));
  }

  static StageRun replay(Subject subject, String sched, boolean debug) {
    CaseFile file = new CaseFile("a.sched", sched);
    return of(
        "replay",
        subject,
        new GoalOptions(Optional.of(file), Optional.empty(), debug),
        "*",
        List.of());
  }
}

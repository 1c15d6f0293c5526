// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.catalogue;

import java.util.List;
import java.util.stream.Stream;
import org.mmkit.suite.Stage;
import org.mmkit.suite.conformance.ConformanceStage;
import org.mmkit.suite.exercise.AttackStage;
import org.mmkit.suite.exercise.QuizStage;
import org.mmkit.suite.explore.ExploreStage;
import org.mmkit.suite.explore.RaceStage;
import org.mmkit.suite.fuzz.FuzzStage;
import org.mmkit.suite.goal.DistinguishStage;
import org.mmkit.suite.goal.ReplayStage;
import org.mmkit.suite.live.HostStage;
import org.mmkit.suite.perf.HoldStage;
import org.mmkit.suite.perf.PerfStage;
import org.mmkit.suite.truth.TruthStage;

/** The catalogue of stages. */
public final class Stages {
  private static final List<Stage> ALL =
      List.of(
          new ConformanceStage(),
          new RaceStage(),
          new ExploreStage(),
          new FuzzStage(),
          new HoldStage(),
          new PerfStage());

  private static final List<Stage> OF_GOALS =
      List.of(
          new ReplayStage(),
          new DistinguishStage(),
          new AttackStage(),
          new QuizStage(),
          new TruthStage(),
          new HostStage(),
          ConformanceStage.again());

  private Stages() {}

  /** All stages, in the order in which they run. */
  public static List<Stage> all() {
    return ALL;
  }

  /** These, and those that only a goal of their own asks for. */
  public static List<Stage> withThoseOfGoals() {
    return Stream.concat(ALL.stream(), OF_GOALS.stream()).toList();
  }
}

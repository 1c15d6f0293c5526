// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import java.util.List;
import org.mmkit.suite.conformance.ConformanceStage;
import org.mmkit.suite.explore.ExploreStage;
import org.mmkit.suite.perf.HoldStage;
import org.mmkit.suite.race.RaceStage;

/** The catalogue of stages. */
public final class Stages {
  private static final List<Stage> ALL =
      List.of(new ConformanceStage(), new RaceStage(), new ExploreStage(), new HoldStage());

  private Stages() {}

  /** All stages, in the order in which they run. */
  public static List<Stage> all() {
    return ALL;
  }
}

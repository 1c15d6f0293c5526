// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.util.List;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Tier;

/** Runs small concurrent programs under random walks and nothing else. */
public final class RaceStage extends SearchStage {
  /** Schedules for each program where the user sets no budget. */
  public static final int BUDGET = 5_000;

  /** The stage. */
  public RaceStage() {
    super(Tier.RACE);
  }

  @Override
  List<Program> programs(StageRequest request) {
    return Scenarios.racesOf(request);
  }

  @Override
  Plan plan(StageRequest request, Program program) {
    int schedules = request.budget().orElse(BUDGET);
    return new Plan(id(), Exploration.Limits.atRandom(schedules), RandomWalks::new, true);
  }
}

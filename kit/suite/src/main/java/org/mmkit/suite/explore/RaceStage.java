// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.mmkit.suite.Progress;
import org.mmkit.suite.Stage;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageResult;
import org.mmkit.suite.check.FindingSink;
import org.mmkit.suite.museum.Exhibits;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Tier;

/** Runs small concurrent programs under random walks and nothing else. */
public final class RaceStage implements Stage {
  /** Schedules for each program where the user sets no budget. */
  public static final int BUDGET = 5_000;

  @Override
  public String id() {
    return "race";
  }

  @Override
  public Set<Tier> tiers() {
    return Set.of(Tier.RACE);
  }

  @Override
  public boolean searches() {
    return true;
  }

  @Override
  public StageResult run(StageRequest request, Progress progress) {
    List<Program> programs = new ArrayList<>();
    for (Program program : Scenarios.racesOf(request)) {
      if (request.selects(id(), program.id())) {
        programs.add(program);
      }
    }
    progress.expect(programs.size());
    int schedules = request.budget().orElse(BUDGET);
    Plan plan = new Plan(id(), Exploration.Limits.atRandom(schedules), RandomWalks::new, true);
    FindingSink findings = new FindingSink(request, progress);
    for (Program program : programs) {
      ExploreCase search = new ExploreCase(plan, program, request, progress, findings);
      progress.run(program.id(), program.tier().text(), search::judge);
    }
    return StageResult.reaching(Exhibits.reachableBy(id(), Program.ids(programs)));
  }
}

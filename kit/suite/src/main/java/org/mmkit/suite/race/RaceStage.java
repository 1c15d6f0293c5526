// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.race;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mmkit.suite.Progress;
import org.mmkit.suite.Stage;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageResult;
import org.mmkit.suite.check.FindingSink;
import org.mmkit.suite.program.Program;

/**
 * Runs concurrent programs under random schedules. A run is judged by the invariants of the model
 * and by the sequential specification: some order of the calls must explain what they returned.
 */
public final class RaceStage implements Stage {
  /** Schedules for each program where the user sets no budget. */
  public static final int BUDGET = 5_000;

  @Override
  public String id() {
    return "race";
  }

  @Override
  public StageResult run(StageRequest request, Progress progress) {
    List<Program> programs = new ArrayList<>();
    for (Program program : RacePrograms.of(request)) {
      if (request.selects(id(), program.id())) {
        programs.add(program);
      }
    }
    progress.expect(programs.size());
    FindingSink findings = new FindingSink(request, progress);
    TreeSet<String> reachable = new TreeSet<>();
    for (Program program : programs) {
      reachable.addAll(program.reaches());
      RaceCase race = new RaceCase(id(), program, request, progress, findings);
      progress.run(program.id(), program.tier().toString(), race::judge);
    }
    return new StageResult(new TreeMap<>(), List.of(), reachable);
  }
}

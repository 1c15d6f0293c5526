// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.goal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.Progress;
import org.mmkit.suite.Stage;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageResult;
import org.mmkit.suite.Subject;
import org.mmkit.suite.explore.Scenarios;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Tier;
import org.mmkit.suite.record.CaseRecord;

/**
 * Compares all that can come of each scenario with one strategy and with another, and shows the
 * shortest schedule that tells them apart.
 */
public final class DistinguishStage implements Stage {
  /** The case that shows the shortest difference of all scenarios. */
  public static final String SHORTEST = "shortest";

  @Override
  public String id() {
    return "distinguish";
  }

  @Override
  public boolean ofAGoal() {
    return true;
  }

  @Override
  public Set<Tier> tiers() {
    return Set.of(Tier.EXPLORE);
  }

  @Override
  public boolean searches() {
    return true;
  }

  @Override
  public StageResult run(StageRequest request, Progress progress) {
    Subject other =
        request
            .other()
            .orElseThrow(
                () ->
                    new BadInputException(
                        "There is nothing to compare with: name a second strategy, as in"
                            + " -Dmmkit.other=exclusive."));
    List<Program> programs = new ArrayList<>();
    for (Program program : Scenarios.of(request)) {
      if (request.selects(id(), program.id())) {
        programs.add(program);
      }
    }
    progress.expect(programs.isEmpty() ? 0 : programs.size() + 1);
    List<Difference> differences = new ArrayList<>();
    List<DistinguishCase> cases = new ArrayList<>();
    for (Program program : programs) {
      DistinguishCase one = new DistinguishCase(program, request, other, progress);
      cases.add(one);
      progress.run(program.id(), "", () -> one.judge(differences));
    }
    if (!programs.isEmpty()) {
      progress.run(SHORTEST, "", () -> shortest(request, other, progress, differences, cases));
    }
    return StageResult.nothing();
  }

  private static CaseRecord shortest(
      StageRequest request,
      Subject other,
      Progress progress,
      List<Difference> differences,
      List<DistinguishCase> cases) {
    Optional<Difference> shortest =
        differences.stream().reduce((a, b) -> b.isShorterThan(a) ? b : a);
    return shortest
        .map(difference -> new DifferenceText(request, other, progress).record(difference))
        .orElseGet(() -> CaseRecord.pass(SHORTEST, "", DistinguishCase.noDifference(cases)));
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.Progress;
import org.mmkit.suite.Stage;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageResult;
import org.mmkit.suite.check.FindingSink;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Tier;

/**
 * Runs programs that are made at random from one table, and compares each with the specification
 * and with {@code exclusive}. As a part of {@code verify} it makes few; as a goal of its own it
 * goes on, and begins with the programs of its corpus.
 */
public final class FuzzStage implements Stage {
  static final String ID = "fuzz";

  /** Programs in a run of {@code verify}. */
  private static final int PROGRAMS = 500;

  /** Programs of the goal where the user sets neither a number nor a time. */
  private static final int PROGRAMS_WHOLE = 100_000;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Set<Tier> tiers() {
    return EnumSet.allOf(Tier.class);
  }

  @Override
  public boolean searches() {
    return true;
  }

  @Override
  public StageResult run(StageRequest request, Progress progress) {
    boolean selected = request.selects(ID, FuzzCase.ID);
    progress.expect(selected ? 1 : 0);
    if (selected) {
      FuzzCase.Plan plan =
          new FuzzCase.Plan(
              request.budget().orElse(request.whole() ? PROGRAMS_WHOLE : PROGRAMS),
              request.whole(),
              request.whole());
      List<Program> seeds = request.whole() ? CaseFile.programs(request.caseFiles()) : List.of();
      FindingSink findings = new FindingSink(request, progress);
      FuzzCase one = new FuzzCase(request, plan, seeds, progress, findings);
      progress.run(FuzzCase.ID, "", one::judge);
    }
    return StageResult.nothing();
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.exercise;

import java.util.Set;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.Progress;
import org.mmkit.suite.Stage;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageResult;
import org.mmkit.suite.program.Tier;

/**
 * Judges a schedule that somebody hands in against a strategy: whether it can be read, fits the
 * exercise, is followed to its end, breaks a rule, and is none of another's. Each question is a
 * case; what comes behind the first one that fails is skipped.
 */
public final class AttackStage implements Stage {

  @Override
  public String id() {
    return "attack";
  }

  @Override
  public boolean ofAGoal() {
    return true;
  }

  @Override
  public Set<Tier> tiers() {
    return Set.of(Tier.EXPLORE, Tier.RACE);
  }

  @Override
  public StageResult run(StageRequest request, Progress progress) {
    CaseFile file =
        request
            .asked()
            .goal()
            .sched()
            .orElseThrow(
                () ->
                    new BadInputException(
                        "There is nothing to judge: name the file that was handed in, as in"
                            + " mvn mmkit:attack -Dmmkit.sched=a.sched."));
    Assignment assignment = Assignment.of(request, id());
    progress.expect(Question.values().length);
    return new Attack(file, assignment, request, progress).judge();
  }
}

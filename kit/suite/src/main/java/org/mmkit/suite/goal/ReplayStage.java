// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.goal;

import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.Progress;
import org.mmkit.suite.Stage;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageResult;
import org.mmkit.suite.check.FindingSink;
import org.mmkit.suite.sched.SchedFile;

/**
 * Follows the schedule of a {@code .sched} file, and says whether it breaks the same rule again.
 */
public final class ReplayStage implements Stage {

  @Override
  public String id() {
    return "replay";
  }

  @Override
  public boolean ofAGoal() {
    return true;
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
                        "There is nothing to replay: name a file, as in"
                            + " mvn mmkit:replay -Dmmkit.sched=a.sched."));
    SchedFile sched = SchedFile.parse(file.name(), file.text());
    progress.expect(1);
    ReplayCase replay =
        new ReplayCase(file.name(), sched, request, progress, new FindingSink(request, progress));
    progress.run(sched.program().id(), "", replay::judge);
    return StageResult.nothing();
  }
}

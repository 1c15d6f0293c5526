// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.util.Optional;
import org.mmkit.suite.HostUse;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StageRecord;

/** Cases that the running kernel was to answer where none can be asked: that fails no build. */
final class Unplayed {
  private Unplayed() {}

  /** Why nothing was played, if that is so. */
  static Optional<String> why(HostUse use, RunRecord run) {
    if (use.answers() != HostUse.Target.HOST) {
      return Optional.empty();
    }
    return run.strategies().get(0).stages().stream()
        .filter(StageRecord::saysNothing)
        .findFirst()
        .map(
            stage ->
                "mmkit: no case was played, because "
                    + stage.cases().get(0).message()
                    + ". Their results are those that Linux 6.18 gave when they were recorded.");
  }
}

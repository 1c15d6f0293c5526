// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.compare;

import java.util.Objects;
import java.util.Optional;
import org.mmkit.plugin.run.InputException;
import org.mmkit.suite.record.RunRecord;

/**
 * The comparison of a run that is over: what it found must not get lost because the run of before
 * does not fit.
 *
 * @param comparison if a run was named that fits
 * @param refusal why the one that was named does not
 */
public record Since(Optional<RunComparison> comparison, Optional<String> refusal) {

  public Since {
    Objects.requireNonNull(comparison);
    Objects.requireNonNull(refusal);
  }

  /** Compares, if there is something to compare with. */
  public static Since of(Optional<EarlierRun> earlier, RunRecord now) {
    try {
      return new Since(earlier.map(one -> one.with(now)), Optional.empty());
    } catch (InputException e) {
      return new Since(Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
    }
  }
}

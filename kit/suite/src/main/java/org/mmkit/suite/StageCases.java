// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The cases of a stage, announced and ready to run. They do not depend on one another, so that
 * those which are most likely to fail can run first.
 *
 * @param jobs in the order of the catalogue
 * @param end gives what can be told only after the last
 */
public record StageCases(List<Job> jobs, Supplier<StageResult> end) {

  /**
   * One case.
   *
   * @param id its name within the stage; empty for a stage that is run as a whole
   */
  public record Job(String id, Runnable body) {

    public Job {
      Objects.requireNonNull(id);
      Objects.requireNonNull(body);
    }
  }

  public StageCases {
    jobs = List.copyOf(jobs);
    Objects.requireNonNull(end);
  }

  /** Runs all of them in the order of the catalogue. */
  public StageResult all() {
    jobs.forEach(job -> job.body().run());
    return end.get();
  }
}

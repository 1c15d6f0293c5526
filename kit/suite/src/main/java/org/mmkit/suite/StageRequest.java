// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.mmkit.machine.FiberKind;

/**
 * What a stage is asked to do.
 *
 * @param subject the strategy under test
 * @param seed what every random choice comes from
 * @param budget schedules per program, where the user set it
 * @param cases which cases to run
 * @param caseFiles case files beside those that are shipped
 * @param schedule the one schedule to replay, by its index, instead of all that the budget allows
 * @param fiber what simulated tasks run on
 * @param whole whether all cases run, where otherwise those do that are quick and tell most
 * @param defects bugs of the past that are switched on in the model
 * @param goal what only some goals ask for
 */
public record StageRequest(
    Subject subject,
    long seed,
    OptionalInt budget,
    CaseGlob cases,
    List<CaseFile> caseFiles,
    OptionalInt schedule,
    FiberKind fiber,
    boolean whole,
    Defects defects,
    GoalOptions goal) {

  /** The seed of a run that nobody chose one for: the day on which the series was posted. */
  public static final long DEFAULT_SEED = 20180809;

  public StageRequest {
    Objects.requireNonNull(subject);
    Objects.requireNonNull(budget);
    Objects.requireNonNull(cases);
    Objects.requireNonNull(schedule);
    Objects.requireNonNull(fiber);
    Objects.requireNonNull(goal);
    caseFiles = List.copyOf(caseFiles);
    Objects.requireNonNull(defects);
  }

  /** A request of a goal that asks for nothing special. */
  public StageRequest(
      Subject subject,
      long seed,
      OptionalInt budget,
      CaseGlob cases,
      List<CaseFile> caseFiles,
      OptionalInt schedule,
      FiberKind fiber,
      boolean whole,
      Defects defects) {
    this(
        subject, seed, budget, cases, caseFiles, schedule, fiber, whole, defects, GoalOptions.NONE);
  }

  /** Whether a case of a stage is to run. */
  public boolean selects(String stage, String caseId) {
    return cases.matches(stage + "/" + caseId);
  }

  /** The command that runs one case again. */
  public String replay(String stage, String caseId) {
    return "mvn mmkit:verify -Dmmkit.strategy="
        + subject.info().reference()
        + " -Dmmkit.case="
        + stage
        + "/"
        + caseId
        + " -Dmmkit.seed="
        + seed;
  }

  /** The command that runs one schedule of one case again. */
  public String replay(String stage, String caseId, int scheduleIndex) {
    return replay(stage, caseId) + " -Dmmkit.schedule=" + scheduleIndex;
  }

  /** The command that follows a schedule again, from its file. */
  public static String replay(String schedFile) {
    return "mvn mmkit:replay -Dmmkit.sched=" + schedFile;
  }
}

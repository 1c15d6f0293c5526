// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.mmkit.machine.FiberKind;

/**
 * What a stage is asked to do: the request of the user, with the strategies that it names.
 *
 * @param asked what the user asks for
 * @param subject the strategy under test
 * @param other the strategy to compare with, where the goal has one
 */
public record StageRequest(JudgeRequest asked, Subject subject, Optional<Subject> other) {

  /**
   * @throws BadInputException if a defect is asked for that cannot be switched on
   */
  public StageRequest {
    Objects.requireNonNull(subject);
    Objects.requireNonNull(other);
    Defects.of(asked.defects());
  }

  /** A request that compares with nothing. */
  public StageRequest(JudgeRequest asked, Subject subject) {
    this(asked, subject, Optional.empty());
  }

  /** What every random choice comes from. */
  public long seed() {
    return asked.search().seed();
  }

  /** Schedules for each program, where the user sets it. */
  public OptionalInt budget() {
    return asked.search().budget();
  }

  /** Which cases to run. */
  public CaseGlob cases() {
    return asked.cases().glob();
  }

  /** Case files beside those that are shipped. */
  public List<CaseFile> caseFiles() {
    return asked.cases().files();
  }

  /** Whether all cases run, where otherwise those do that are quick and tell most. */
  public boolean whole() {
    return asked.cases().whole();
  }

  /** What simulated tasks run on. */
  public FiberKind fiber() {
    return asked.fiber();
  }

  /** Bugs of the past that are switched on in the model. */
  public Defects defects() {
    return Defects.of(asked.defects());
  }

  /** Whether a case of a stage is to run. */
  public boolean selects(String stage, String caseId) {
    return cases().matches(stage + "/" + caseId);
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
        + seed();
  }

  /** The command that follows a schedule again, from its file. */
  public static String replay(String schedFile) {
    return "mvn mmkit:replay -Dmmkit.sched=" + schedFile;
  }
}

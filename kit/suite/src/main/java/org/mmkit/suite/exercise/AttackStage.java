// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.exercise;

import java.util.Optional;
import java.util.Set;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.Progress;
import org.mmkit.suite.Stage;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageResult;
import org.mmkit.suite.program.CaseFormatter;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Tier;
import org.mmkit.suite.record.CaseRecord;

/**
 * Judges a schedule that somebody hands in against a strategy: whether it can be read, fits the
 * exercise, is followed to its end, breaks a rule, and is none of another's. Each question is a
 * case; what comes behind the first one that fails is skipped. Without a schedule, the variant of a
 * student is handed out.
 */
public final class AttackStage implements Stage {
  /** The case that hands a scenario out. */
  private static final String VARIANT = "variant";

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
    Assignment assignment = Assignment.of(request, id());
    Optional<CaseFile> file = request.asked().goal().sched();
    String student = request.asked().goal().exercise().student();
    if (file.isEmpty() && student.isEmpty()) {
      throw new BadInputException(
          "There is nothing to judge: name the file that was handed in, as in"
              + " mvn mmkit:attack -Dmmkit.sched=a.sched, or a student, whose variant of the"
              + " scenario is handed out then (mmkit.student).");
    }
    progress.expect(file.isEmpty() ? 1 : Question.values().length);
    if (!student.isEmpty()) {
      assignment = assignment.with(new Variants(request, progress).of(assignment.only()), student);
    }
    if (file.isEmpty()) {
      handOut(assignment.only(), progress);
      return StageResult.nothing();
    }
    return new Attack(file.get(), assignment, request, progress).judge();
  }

  /** The scenario that a student is to break, as a case file. */
  private static void handOut(Program variant, Progress progress) {
    String text = CaseFormatter.format(variant);
    String name = variant.id() + ".cases";
    progress.file(name, text);
    progress.run(VARIANT, "", () -> CaseRecord.pass(VARIANT, "", name + ":\n" + text.strip()));
  }
}

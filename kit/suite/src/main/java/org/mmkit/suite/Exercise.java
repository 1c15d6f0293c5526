// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the goals of exercises ask for beside the rest.
 *
 * @param student whose variant of each scenario is meant: any id; empty for the scenarios as they
 *     are
 * @param rule the code or the name of the rule that an attack must break; empty for any
 * @param others schedules of others, with which a schedule is compared; nothing where none were
 *     given
 * @param quiz questions about schedules
 */
public record Exercise(
    String student, String rule, Optional<List<CaseFile>> others, Optional<Quiz> quiz) {

  /** Nothing of all this. */
  public static final Exercise NONE = new Exercise("", "", Optional.empty());

  /** One without a quiz. */
  public Exercise(String student, String rule, Optional<List<CaseFile>> others) {
    this(student, rule, others, Optional.empty());
  }

  /** A quiz for a student. */
  public static Exercise quiz(String student, Quiz quiz) {
    return new Exercise(student, "", Optional.empty(), Optional.of(quiz));
  }

  /**
   * Questions about schedules.
   *
   * @param questions how many
   * @param answers that are to be checked; the questions are handed out where there are none
   */
  public record Quiz(int questions, Optional<CaseFile> answers) {

    public Quiz {
      Objects.requireNonNull(answers);
    }
  }

  public Exercise {
    Objects.requireNonNull(student);
    Objects.requireNonNull(rule);
    others = others.map(List::copyOf);
    Objects.requireNonNull(quiz);
  }
}

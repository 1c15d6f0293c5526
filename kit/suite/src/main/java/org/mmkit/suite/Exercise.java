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
 */
public record Exercise(String student, String rule, Optional<List<CaseFile>> others) {

  /** Nothing of all this. */
  public static final Exercise NONE = new Exercise("", "", Optional.empty());

  public Exercise {
    Objects.requireNonNull(student);
    Objects.requireNonNull(rule);
    others = others.map(List::copyOf);
  }
}

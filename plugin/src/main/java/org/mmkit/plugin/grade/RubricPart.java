// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.List;
import java.util.Objects;

/**
 * A part of a rubric.
 *
 * @param id its name
 * @param place file and line, such as {@code rubric.txt:3: }
 * @param points that can be earned
 * @param visibility who sees its details
 * @param bonus whether its points come on top of the others
 * @param criterion what the points are given for
 * @param needs parts of which all points have to be earned
 */
record RubricPart(
    String id,
    String place,
    Points points,
    Visibility visibility,
    boolean bonus,
    Criterion criterion,
    List<String> needs) {

  RubricPart {
    Objects.requireNonNull(id);
    Objects.requireNonNull(place);
    Objects.requireNonNull(points);
    Objects.requireNonNull(visibility);
    Objects.requireNonNull(criterion);
    needs = List.copyOf(needs);
  }

  /** Who sees more of a part than its points. */
  enum Visibility {
    VISIBLE("visible"),
    HIDDEN("hidden"),
    UNTIL_DUE("after_due_date"),
    UNTIL_PUBLISHED("after_published");

    private final String gradescope;

    Visibility(String gradescope) {
      this.gradescope = gradescope;
    }

    /** The word of Gradescope. */
    String gradescope() {
      return gradescope;
    }
  }
}

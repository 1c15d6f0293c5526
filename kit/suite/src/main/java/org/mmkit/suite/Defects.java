// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.mmkit.mm.Defect;

/** Bugs of the past by their ids, as the user names them ({@code mmkit.defect=C-01,C-05}). */
public final class Defects {
  private Defects() {}

  /**
   * The bugs of these ids.
   *
   * @throws BadInputException if one of them cannot be switched on
   */
  public static Set<Defect> of(List<String> ids) {
    EnumSet<Defect> defects = EnumSet.noneOf(Defect.class);
    for (String id : ids) {
      defects.add(Defect.of(id).orElseThrow(() -> unknown(id)));
    }
    return defects;
  }

  private static BadInputException unknown(String id) {
    return new BadInputException(
        "There is no defect \""
            + id
            + "\" that can be switched on (mmkit.defect); there are "
            + String.join(", ", Arrays.stream(Defect.values()).map(Defect::id).toList())
            + ".");
  }
}

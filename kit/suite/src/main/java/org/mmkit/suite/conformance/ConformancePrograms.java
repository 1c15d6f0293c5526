// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.program.Cases;
import org.mmkit.suite.program.Program;

/** The sequential cases: those that are shipped, and those of the user. */
final class ConformancePrograms {
  /** Defects of the corpus that single-threaded calls show, with a case that is known to. */
  private static final Map<String, String> REACHED_BY =
      Map.of(
          "A-02", "MUN-009",
          "B-07", "MUN-013",
          "D-01", "FIX-013",
          "D-15", "FIX-013",
          "D-16", "FIX-013",
          "F-03", "HUG-002",
          "K-01", "MUN-016",
          "K-02", "MUN-039");

  private ConformancePrograms() {}

  static List<Program> of(StageRequest request) {
    List<Program> all = new ArrayList<>(Cases.shipped());
    all.addAll(CaseFile.programs(request.caseFiles()));
    all.removeIf(program -> !program.isSequential());
    return all;
  }

  /** The defects that a case may show. */
  static Set<String> mayShow(Program program) {
    Set<String> ids = new TreeSet<>(REACHED_BY.keySet());
    ids.addAll(program.reaches());
    return ids;
  }

  /** The defects that a case shows for sure where the strategy has them. */
  static Set<String> reaches(Program program) {
    Set<String> ids = new TreeSet<>(program.reaches());
    REACHED_BY.forEach(
        (id, by) -> {
          if (by.equals(program.id())) {
            ids.add(id);
          }
        });
    return ids;
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.CaseSyntaxException;
import org.mmkit.suite.program.Cases;
import org.mmkit.suite.program.Program;

/** The sequential cases: those that are shipped, and those of the user. */
final class ConformancePrograms {
  /** Defects of the corpus that single-threaded calls show, by the prefix of the cases that do. */
  private static final Map<String, Set<String>> REACHES =
      Map.of(
          "MUN-016", Set.of("K-01"),
          "MUN-017", Set.of("K-01"),
          "MUN-039", Set.of("K-02"),
          "HUG-0", Set.of("F-03"));

  private ConformancePrograms() {}

  static List<Program> of(StageRequest request) {
    List<Program> all = new ArrayList<>(Cases.shipped());
    CaseParser parser = new CaseParser();
    try {
      for (CaseFile file : request.caseFiles()) {
        parser.add(file.name(), file.text());
      }
      all.addAll(parser.finish());
    } catch (CaseSyntaxException e) {
      throw new BadInputException(e.getMessage());
    }
    all.removeIf(program -> !program.isSequential());
    return all;
  }

  /** The defects that a case can show. */
  static Set<String> reaches(Program program) {
    Set<String> ids = new TreeSet<>(program.reaches());
    REACHES.forEach(
        (prefix, reached) -> {
          if (program.id().startsWith(prefix)) {
            ids.addAll(reached);
          }
        });
    return ids;
  }
}

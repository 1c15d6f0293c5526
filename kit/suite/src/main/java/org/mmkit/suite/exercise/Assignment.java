// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.check.ConcurrentPrograms;
import org.mmkit.suite.explore.Scenarios;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Tier;

/**
 * The scenarios that an exercise is about.
 *
 * @param programs those that a schedule may be one of
 * @param free whether a scenario of the student's own is as good
 * @param base what the program is a variant of, if it is one
 * @param student whose variant it is; empty if it is none
 */
record Assignment(List<Program> programs, boolean free, Optional<Program> base, String student) {

  /**
   * Those that the request selects, of the files of the instructor if there are some; where it
   * selects nothing, all that are shipped, and any other.
   *
   * @throws BadInputException if nothing fits the pattern
   */
  static Assignment of(StageRequest request, String stage) {
    boolean own = !request.caseFiles().isEmpty();
    boolean all = request.cases().text().strip().equals("*");
    List<Program> programs = new ArrayList<>();
    for (Program program : own ? ofFiles(request) : shipped()) {
      if (request.selects(stage, program.id())) {
        programs.add(program);
      }
    }
    if (programs.isEmpty()) {
      throw new BadInputException(
          "No scenario fits mmkit.case="
              + request.cases().text()
              + ": name one that comes with mmkit, such as d03-stack, or one of mmkit.cases.");
    }
    return new Assignment(programs, all && !own, Optional.empty(), "");
  }

  /** The same exercise on the variant of a student. */
  Assignment with(Program variant, String whose) {
    return new Assignment(List.of(variant), false, Optional.of(only()), whose);
  }

  /**
   * The one scenario.
   *
   * @throws BadInputException if there are several
   */
  Program only() {
    if (programs.size() != 1) {
      throw new BadInputException(
          "A variant is one of a scenario, and the exercise is about "
              + text()
              + ": name one scenario, as in -Dmmkit.case=d03-stack.");
    }
    return programs.get(0);
  }

  private static List<Program> shipped() {
    List<Program> all = new ArrayList<>(Scenarios.shipped());
    all.addAll(Scenarios.races());
    return all;
  }

  private static List<Program> ofFiles(StageRequest request) {
    List<Program> own = new ArrayList<>(CaseFile.programs(request.caseFiles()));
    own.removeIf(program -> program.tier() != Tier.EXPLORE && program.tier() != Tier.RACE);
    own.forEach(ConcurrentPrograms::check);
    return own;
  }

  /** The scenario of an id. */
  Optional<Program> byId(String id) {
    return programs.stream().filter(program -> program.id().equals(id)).findFirst();
  }

  /** What the exercise is about, for messages. */
  String text() {
    return programs.size() == 1
        ? programs.get(0).id()
        : programs.size() + " scenarios, such as " + programs.get(0).id();
  }
}

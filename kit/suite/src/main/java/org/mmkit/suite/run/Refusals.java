// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.run;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.Defects;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.Stage;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Tier;

/**
 * Refuses, before anything runs, what a request asks for and its stages would leave without effect.
 */
public final class Refusals {
  private final JudgeRequest asked;
  private final List<Stage> stages;

  private Refusals(JudgeRequest asked, List<Stage> stages) {
    this.asked = asked;
    this.stages = stages;
  }

  /**
   * Looks at parameters, case files and the settings in their headers.
   *
   * @param shipped the programs that come with the kit
   * @throws BadInputException names what has no effect, why, and what to do
   */
  public static void check(
      JudgeRequest asked, List<Stage> stages, Supplier<List<Program>> shipped) {
    Refusals refusals = new Refusals(asked, stages);
    refusals.checkBudget();
    refusals.checkPatterns();
    if (!asked.cases().files().isEmpty()) {
      refusals.checkFiles(CaseFile.programs(asked.cases().files(), shipped.get()));
    }
  }

  private void checkBudget() {
    if (asked.search().budget().isPresent() && stages.stream().noneMatch(Stage::searches)) {
      throw new BadInputException(
          "mmkit.budget="
              + asked.search().budget().getAsInt()
              + " has no effect on "
              + names()
              + ": the number of runs is fixed there. Remove it, or add a stage that searches"
              + " schedules, such as race or explore (mmkit.stages).");
    }
  }

  private void checkPatterns() {
    for (String pattern : asked.cases().glob().text().split(",")) {
      String bare = pattern.strip();
      CaseGlob one = new CaseGlob(bare.startsWith(CaseGlob.OUT) ? bare.substring(1).strip() : bare);
      if (stages.stream().noneMatch(stage -> one.mayMatchIn(stage.id()))) {
        throw new BadInputException(
            "mmkit.case="
                + pattern.strip()
                + " has no effect: it fits no case of "
                + names()
                + ". Remove it, or add its stage (mmkit.stages).");
      }
    }
  }

  private void checkFiles(List<Program> programs) {
    for (CaseFile file : asked.cases().files()) {
      checkFile(file, programs.stream().filter(p -> p.file().equals(file.name())).toList());
    }
  }

  private void checkFile(CaseFile file, List<Program> programs) {
    Set<Tier> tiers = EnumSet.noneOf(Tier.class);
    stages.forEach(stage -> tiers.addAll(stage.tiers()));
    if (programs.stream().noneMatch(program -> tiers.contains(program.tier()))) {
      throw unused(file, programs);
    }
    for (Program program : programs) {
      if (tiers.contains(program.tier())) {
        Setup.of(program, Defects.of(asked.defects()), asked.fiber());
      }
    }
  }

  private BadInputException unused(CaseFile file, List<Program> programs) {
    if (programs.isEmpty()) {
      return new BadInputException(
          file.name() + ": there is no case in it. Add one, or leave the file out (mmkit.cases).");
    }
    Program first = programs.get(0);
    return new BadInputException(
        file.name()
            + ":"
            + first.line()
            + ": "
            + first.id()
            + " has tier "
            + first.tier().text()
            + ", and "
            + names()
            + " run no program of this file. Add the stage that does (mmkit.stages), or leave the"
            + " file out (mmkit.cases).");
  }

  private String names() {
    return stages.stream().map(stage -> "stage " + stage.id()).collect(Collectors.joining(", "));
  }
}

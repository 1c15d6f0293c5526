// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.Defects;
import org.mmkit.suite.Exercise;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.explore.Scenarios;
import org.mmkit.suite.museum.Museum;
import org.mmkit.suite.program.CaseFormatter;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.sched.SchedFile;

class VariantTest {
  private static final String STRATEGY = "merged-4.20";
  private static final String SCENARIO = "d03-stack";

  private static Exercise student(String id) {
    return new Exercise(id, "", Optional.empty());
  }

  private static StageRun handOut(String strategy, String scenario, String student) {
    return Attacks.judge(
        strategy, scenario, List.of(), Optional.empty(), student(student), List.of());
  }

  private static Program variant(String student) {
    StageRun run = handOut(STRATEGY, SCENARIO, student);
    assertThat(Attacks.answers(run)).isEqualTo("variant PASS");
    assertThat(run.files()).hasSize(1);
    return CaseParser.parse("a.cases", run.files().values().iterator().next()).get(0);
  }

  private static SchedFile solved(Program program) {
    Setup setup = Setup.of(program, Defects.NONE, FiberKind.AUTO);
    return Attacks.breaking(new Experiment(program, setup, Museum.strategy(STRATEGY)), STRATEGY);
  }

  private static StageRun attack(String student, String sched) {
    return Attacks.judge(STRATEGY, SCENARIO, new CaseFile("a.sched", sched), student(student));
  }

  @Test
  void aVariantIsAFunctionOfTheIdOfTheStudent() {
    assertThat(CaseFormatter.format(variant("anna")))
        .isEqualTo(CaseFormatter.format(variant("anna")));
    Program anna = variant("anna");
    assertThat(anna.id()).matches("d03-stack-[0-9a-f]{6}");
    assertThat(anna.settings()).containsEntry("shrink", "no").doesNotContainKey("gate");
    Set<String> texts = new HashSet<>();
    for (int student = 0; student < 12; student++) {
      String text = CaseFormatter.format(variant("s" + student));
      assertThat(text).isNotEqualTo(CaseFormatter.format(anna));
      texts.add(text.substring(text.indexOf('\n')));
    }
    assertThat(texts).hasSize(12);
  }

  @Test
  void theScheduleOfAStudentSolvesTheirVariantAndNoOther() {
    SchedFile annas = solved(variant("anna"));
    assertThat(Attacks.answers(attack("anna", annas.text()))).endsWith("breaks PASS, own SKIP");
    String bert = variant("bert").id();
    assertThat(Attacks.no(attack("bert", annas.text())))
        .isEqualTo(
            "Its scenario is "
                + annas.program().id()
                + ", the variant of somebody else, and that of bert is "
                + bert
                + ".");
    assertThat(Attacks.no(attack("bert", solved(Scenarios.byId(SCENARIO).get()).text())))
        .isEqualTo(
            "Its scenario is d03-stack, without a layout of one's own, and that of bert is "
                + bert
                + ".");
  }

  @Test
  void aScheduleThatIsPutOnAnothersVariantIsNotFollowed() {
    List<SchedFile> solved = new ArrayList<>();
    for (int student = 0; student < 6; student++) {
      solved.add(solved(variant("s" + student)));
    }
    int followed = 0;
    for (int from = 0; from < 6; from++) {
      for (int to = 0; to < 6; to++) {
        if (from != to) {
          SchedFile forged =
              new SchedFile(
                  STRATEGY,
                  List.of(),
                  "",
                  "by hand",
                  solved.get(to).program(),
                  solved.get(from).turns());
          String answers = Attacks.answers(attack("s" + to, forged.text()));
          followed += answers.contains("breaks PASS") ? 1 : 0;
        }
      }
    }
    assertThat(followed).isLessThan(4);
  }

  @Test
  void thePageShowsAVariantAsItIs() throws IOException {
    assertThat(Path.of("../../site/src/site/markdown/exercises.md"))
        .content()
        .contains("```\n" + CaseFormatter.format(variant("anna")) + "```");
  }

  @Test
  void mostScenariosOfTheGateHaveVariantsThatTheCorrectStrategyPasses() {
    int with = 0;
    int all = 0;
    for (Program scenario : Scenarios.shipped()) {
      if (scenario.settings().containsKey("gate")) {
        all++;
        with += Rewriting.obstacle(scenario).isEmpty() ? 1 : 0;
      }
    }
    assertThat(with).as("of %d", all).isGreaterThan(all * 3 / 4);
  }

  @Test
  void whatHasNoVariantIsNamedWithTheReason() {
    assertThatThrownBy(() -> handOut(STRATEGY, "s13-part", "anna"))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(
            "s13-part has no variants, because the result of uevent() => UNMAP 1-2 has pages");
    assertThatThrownBy(() -> handOut("exclusive", SCENARIO, "anna"))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(
            "None of 12 variants of d03-stack is an exercise against exclusive");
    assertThatThrownBy(() -> handOut(STRATEGY, "d*", "anna"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("name one scenario");
  }
}

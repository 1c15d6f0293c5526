// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.StageCases;
import org.mmkit.suite.StageResult;
import org.mmkit.suite.explore.Scenarios;
import org.mmkit.suite.program.Cases;
import org.mmkit.suite.program.Program;

/** Which cases come first where a run ends at the first causes. */
class FirstCasesTest {

  @Test
  void eachCaseOfTheListIsInTheCatalogue() {
    Set<String> all = new TreeSet<>(Set.of("explore/repeatable", "explore/goals"));
    for (List<Program> programs :
        List.of(Cases.shipped(), Scenarios.races(), Scenarios.shipped())) {
      for (Program program : programs) {
        String stage = program.isSequential() ? "conformance" : program.tier().text();
        all.add(stage + "/" + program.id());
      }
    }
    assertThat(FirstCases.names()).isNotEmpty().doesNotHaveDuplicates().isSubsetOf(all);
  }

  @Test
  void eachCaseHasOneTurn() {
    List<FirstCases.Turn> turns =
        FirstCases.order(List.of("conformance", "hold"), List.of(cases(5, "x"), cases(1, "")));
    assertThat(turns).hasSize(6);
    assertThat(turns).extracting(FirstCases.Turn::stage).containsExactly(0, 0, 0, 0, 0, 1);
    assertThat(turns).extracting(FirstCases.Turn::index).containsExactly(0, 1, 2, 3, 4, 0);
  }

  @Test
  void whatIsNotInTheListGoesByTurns() {
    List<FirstCases.Turn> turns =
        FirstCases.order(List.of("a", "b"), List.of(cases(4, "x"), cases(2, "y")));
    assertThat(turns)
        .extracting(turn -> turn.job().id())
        .containsExactly("x0", "y0", "x1", "x2", "y1", "x3");
  }

  @Test
  void theListComesFirst() {
    String[] name = FirstCases.names().get(0).split("/");
    List<StageCases.Job> jobs = new ArrayList<>(cases(3, "x").jobs());
    jobs.add(new StageCases.Job(name[1], () -> {}));
    StageCases stage = new StageCases(jobs, StageResult::nothing);
    assertThat(FirstCases.order(List.of(name[0]), List.of(stage)).get(0).index()).isEqualTo(3);
  }

  private static StageCases cases(int count, String name) {
    List<StageCases.Job> jobs =
        IntStream.range(0, count)
            .mapToObj(i -> new StageCases.Job(name.isEmpty() ? "" : name + i, () -> {}))
            .toList();
    return new StageCases(jobs, StageResult::nothing);
  }
}

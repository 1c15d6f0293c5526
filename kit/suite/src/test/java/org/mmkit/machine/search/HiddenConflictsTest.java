// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.MachineOptions;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.machine.search.HiddenConflicts.Hidden;
import org.mmkit.suite.Defects;
import org.mmkit.suite.museum.Museum;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.sched.Recorded;

class HiddenConflictsTest {

  @ParameterizedTest
  @ValueSource(strings = {"i08-fork", "a01-read", "a15-reuse", "b11-mark"})
  void stepsOfScenariosNameAllThatTheyTouch(String id) {
    Experiment run = Recorded.scenario(id, Museum.strategy("merged-4.20"), Defects.NONE);
    HiddenConflicts conflicts =
        new HiddenConflicts(scheduler -> run.judge(run.run(scheduler)).toString());
    for (int index = 0; index < 48; index++) {
      assertThat(conflicts.lookInto(new RandomWalk(1, index))).isEmpty();
    }
    assertThat(conflicts.swaps()).isGreaterThan(20);
  }

  /** One task reads without a step, after a step that touches nothing, what the other writes. */
  private static List<Hidden> hiddenRead(boolean changesTheWay) {
    HiddenConflicts conflicts =
        new HiddenConflicts(
            scheduler -> {
              long[] seen = {0, 0};
              Machine machine =
                  new Machine(
                      MachineProfile.byName("xeon-e5-2680-2018"),
                      scheduler,
                      MachineOptions.defaults().withCpus(2));
              machine.spawn(
                  "writer",
                  0,
                  () -> {
                    machine.step(StepKind.TREE_WRITE, 7, Access.WRITE);
                    seen[0] = 1;
                  });
              machine.spawn(
                  "reader",
                  1,
                  () -> {
                    machine.step(StepKind.GAP, 0, Access.NONE);
                    seen[1] = seen[0];
                    if (changesTheWay && seen[0] != 0) {
                      machine.step(StepKind.PTE_WRITE, 9, Access.WRITE);
                    }
                  });
              machine.run();
              return changesTheWay ? "" : "saw " + seen[1];
            });
    List<Hidden> found = new ArrayList<>();
    for (int index = 0; index < 8; index++) {
      found.addAll(conflicts.lookInto(new RandomWalk(1, 4 * index)));
    }
    return found;
  }

  @Test
  void aHiddenReadIsFoundByWhatComesOfIt() {
    assertThat(hiddenRead(false))
        .isNotEmpty()
        .allSatisfy(
            hidden -> {
              assertThat(List.of(hidden.first().kind(), hidden.second().kind()))
                  .containsExactlyInAnyOrder(StepKind.GAP, StepKind.TREE_WRITE);
              assertThat(hidden.difference()).contains("saw 0").contains("saw 1");
            });
  }

  @Test
  void aHiddenReadIsFoundByTheStepsThatFollow() {
    assertThat(hiddenRead(true))
        .isNotEmpty()
        .allSatisfy(hidden -> assertThat(hidden.difference()).isEqualTo("other steps"));
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.Access;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.machine.search.HiddenConflicts.Hidden;

class HiddenConflictsTest {

  @Test
  void programsThatNameAllTheyTouchHaveNone() {
    long swaps = 0;
    for (long seed = 0; seed < 30; seed++) {
      SmallProgram program = SmallProgram.random(seed, true);
      HiddenConflicts conflicts =
          new HiddenConflicts(
              scheduler -> {
                program.run(scheduler);
                return program.outcome();
              });
      for (int index = 0; index < 4; index++) {
        assertThat(conflicts.lookInto(new RandomWalk(seed, 4 * index)))
            .as("seed " + seed + " index " + index + ": " + program.text())
            .isEmpty();
      }
      swaps += conflicts.swaps();
    }
    assertThat(swaps).isGreaterThan(300);
  }

  /** One task reads without a step, after a step that touches nothing, what the other writes. */
  private static List<Hidden> hiddenRead(boolean changesTheWay) {
    HiddenConflicts conflicts =
        new HiddenConflicts(
            scheduler -> {
              long[] seen = {0, 0};
              Programs.run(
                  scheduler,
                  machine -> {
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
                  });
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

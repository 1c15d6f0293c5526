// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownParametersTest {
  private static final KnownParameters KNOWN =
      new KnownParameters(
          Map.of(
              "verify", Set.of("mmkit.stages", "mmkit.strategy"),
              "replay", Set.of("mmkit.sched", "mmkit.strategy")));

  @Test
  void whatNoGoalTakesIsRefusedByName() {
    assertThat(KNOWN.refusal(List.of("mmkit.bugdet", "user.name"), List.of("verify")))
        .contains(
            "There is no parameter mmkit.bugdet. There are mmkit.sched, mmkit.stages,"
                + " mmkit.strategy.");
  }

  @Test
  void theNameThatWasProbablyMeantIsTold() {
    assertThat(KNOWN.refusal(List.of("mmkit.stratgy"), List.of("verify")).orElseThrow())
        .startsWith("There is no parameter mmkit.stratgy. Did you mean mmkit.strategy? There are");
  }

  @Test
  void theIndexOfAScheduleIsRefusedWithWhatToDo() {
    assertThat(KNOWN.refusal(List.of("mmkit.schedule"), List.of("mmkit:verify")).orElseThrow())
        .contains("mvn mmkit:replay -Dmmkit.sched=FILE");
  }

  @Test
  void whatOnlyAnotherGoalTakesIsRefused() {
    assertThat(KNOWN.refusal(List.of("mmkit.stages"), List.of("mmkit:replay")))
        .contains(
            "mmkit.stages has no effect on mmkit:replay: it is a parameter of mmkit:verify. Remove"
                + " it, or run that goal.");
    assertThat(KNOWN.refusal(List.of("mmkit.stages"), List.of("org.mmkit:mmkit:1:replay@x")))
        .isPresent();
  }

  @Test
  void whatAnotherGoalOfTheSameBuildMayTakeIsNot() {
    assertThat(KNOWN.refusal(List.of("mmkit.stages"), List.of("mmkit:replay", "mmkit:verify")))
        .isEmpty();
    assertThat(KNOWN.refusal(List.of("mmkit.stages"), List.of("clean", "mmkit:replay"))).isEmpty();
    assertThat(KNOWN.refusal(List.of("mmkit.strategy"), List.of("mmkit:replay"))).isEmpty();
  }

  /** Goals that a POM binds to a phase are no advice. */
  @Test
  void whatNobodyCallsIsNotNamed() {
    KnownParameters known =
        new KnownParameters(
            Map.of(
                "verify", Set.of("mmkit.stages"),
                "verify-no-fork", Set.of("mmkit.stages"),
                "replay", Set.of("mmkit.sched")));
    assertThat(known.refusal(List.of("mmkit.stages"), List.of("mmkit:replay")))
        .contains(
            "mmkit.stages has no effect on mmkit:replay: it is a parameter of mmkit:verify. Remove"
                + " it, or run that goal.");
  }
}

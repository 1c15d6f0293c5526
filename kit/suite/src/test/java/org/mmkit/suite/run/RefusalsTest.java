// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.Stage;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.Subject;
import org.mmkit.suite.catalogue.Stages;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

/** A setting, a file or a parameter without effect is refused by name in each stage. */
class RefusalsTest {
  private static final String STEPS = "map(0,2)\nT1: unmap(0,2) => *\nT2: r(0) => *\n";

  private static Stage stage(String id) {
    return Stages.withThoseOfGoals().stream().filter(s -> s.id().equals(id)).findFirst().get();
  }

  private static JudgeRequest asked(String stage, CaseFile... files) {
    return JudgeRequest.of(
        stage, JudgeRequest.Selection.QUICK.withFiles(List.of(files)), JudgeRequest.Search.DEFAULT);
  }

  private static void check(JudgeRequest asked) {
    Refusals.check(asked, asked.stages().stream().map(RefusalsTest::stage).toList());
  }

  private static CaseFile file(String header, String steps) {
    return new CaseFile("own.cases", "# mine\n@own | mine | " + header + "\n" + steps);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "race; race | memory=BOGUS; memory=BOGUS; expected strong or weak.",
        "race; race | gate=yes; gate=yes; all programs of tier race are run. Remove it.",
        "race; race | handoff=3; handoff=3; only a lock that can be stolen",
        "explore; explore | choices=luck; choices=luck; expected some of busy, enomem",
        "explore; explore | cpus=0; cpus=0; expected a number from 1 to 999999.",
        "distinguish; explore | hook=x; hook=x; expected none or mpx.",
        "conformance; P1 | with=x; with=x; expected some of advice-under-vma-lock, pt-reclaim, thp, typesafe-vmas.",
        "conformance; P1 | memory=weak; memory=weak; reads what it wrote in any memory order",
        "conformance; P1 | choices=enomem; choices=enomem; nothing is left to choice",
        "conformance; P1 | lock=stealing; lock=stealing; waits for no lock",
        "conformance; P1 | preempt=unlock; preempt=unlock; nobody takes the CPU",
        "race; race | preempt=lock; preempt=lock; expected no or unlock.",
      })
  void aSettingWithoutEffectIsRefusedWithItsLine(
      String stage, String header, String setting, String why) {
    String steps = header.startsWith("P") ? "map(0,2)\n" : STEPS;
    assertThatThrownBy(() -> check(asked(stage, file(header, steps))))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("own.cases:2: own has " + setting)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "race | memory=weak | lock=stealing | handoff=2 | choices=signal | cpus=2 | hook=mpx",
        "explore | memory=weak | choices=stale | gate=yes | gather=2 | with=thp",
        "race | preempt=unlock",
        "P1 | gather=2 | hook=mpx | with=thp | cpus=4"
      })
  void aSettingThatIsHonouredIsNot(String header) {
    String stage = header.startsWith("P") ? "conformance" : header.split(" ")[0];
    String steps = header.startsWith("P") ? "map(0,2)\n" : STEPS;
    assertThatCode(() -> check(asked(stage, file(header, steps)))).doesNotThrowAnyException();
  }

  @Test
  void aSettingOfAScheduleIsRefused() {
    String sched =
        """
        mmkit-sched 1
        strategy: exclusive
        defects: none
        scenario: own
        code: none
        found: none
        program:
          @own | mine | race | memory=BOGUS
          map(0,2)
          T1: unmap(0,2) => *
          T2: r(0) => *
        schedule:
          T1 runs 7 steps, until before LOCK_WRITE &mm->mmap_sem
        """;
    JudgeRequest asked =
        asked("replay")
            .withGoal(
                JudgeRequest.Goal.replay(new CaseFile("a.sched", sched), OptionalInt.empty()));
    assertThatThrownBy(() -> StageRun.of("replay", new StageRequest(asked, exclusive())))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("own has memory=BOGUS; expected strong or weak.");
  }

  @ParameterizedTest
  @CsvSource({
    "conformance, race",
    "race, explore",
    "explore, race",
    "hold, P1",
    "replay, explore",
    "distinguish, P1"
  })
  void aFileWhoseTiersAreNotRunIsRefused(String stage, String tier) {
    String steps = tier.startsWith("P") ? "map(0,2)\n" : STEPS;
    assertThatThrownBy(() -> check(asked(stage, file(tier, steps))))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("own.cases:2: own has tier " + tier + ", and stage " + stage);
  }

  @ParameterizedTest
  @ValueSource(strings = {"conformance", "hold", "replay"})
  void aBudgetWhereNothingIsSearchedIsRefused(String stage) {
    JudgeRequest asked =
        JudgeRequest.of(
            stage, JudgeRequest.Selection.QUICK, JudgeRequest.Search.DEFAULT.withBudget(5));
    assertThatThrownBy(() -> check(asked))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("mmkit.budget=5 has no effect on stage " + stage);
  }

  @Test
  void aPatternForAStageThatIsNotRunIsRefused() {
    JudgeRequest asked =
        JudgeRequest.of(
            "race",
            JudgeRequest.Selection.QUICK.withGlob("race/read,hold/*"),
            JudgeRequest.Search.DEFAULT);
    assertThatThrownBy(() -> check(asked))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("mmkit.case=hold/* has no effect");
  }

  @ParameterizedTest
  @ValueSource(strings = {"conformance", "race", "explore", "hold", "replay", "distinguish"})
  void anUnknownDefectIsRefused(String stage) {
    JudgeRequest asked = asked(stage).withDefects(List.of("C-01", "NONSENSE"));
    assertThatThrownBy(() -> new StageRequest(asked, exclusive()))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("There is no defect \"NONSENSE\"");
  }

  @ParameterizedTest
  @CsvSource({
    "conformance, LCK-0*, E-01",
    "race, race/fixed, G-25",
    "explore, k07-heap, K-07",
    "hold, undisturbed, C-06"
  })
  void aDefectIsHonoured(String stage, String cases, String defect) {
    JudgeRequest plain =
        JudgeRequest.of(
            stage, JudgeRequest.Selection.WHOLE.withGlob(cases), JudgeRequest.Search.DEFAULT);
    assertThat(fails(plain)).isFalse();
    assertThat(fails(plain.withDefects(List.of(defect)))).isTrue();
  }

  private static boolean fails(JudgeRequest asked) {
    return StageRun.of(asked.stages().get(0), new StageRequest(asked, exclusive())).cases().stream()
        .anyMatch(c -> c.status() == CaseStatus.FAIL);
  }

  private static Subject exclusive() {
    return new Subject(StrategyInfo.of(ExclusiveMunmap.class, true), ExclusiveMunmap::new);
  }
}

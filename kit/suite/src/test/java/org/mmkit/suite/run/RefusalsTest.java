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
import org.mmkit.suite.explore.Scenarios;
import org.mmkit.suite.program.Cases;
import org.mmkit.suite.program.HeaderSettings;
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
    Refusals.check(
        asked, asked.stages().stream().map(RefusalsTest::stage).toList(), Scenarios::ofTheKit);
  }

  private static CaseFile file(String header, String steps) {
    return new CaseFile("own.cases", "# mine\n@own | mine | " + header + "\n" + steps);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "race; race | memory=BOGUS; 29: unknown word 'BOGUS' for memory=; one of: strong weak",
        "race; race | gate=yes; 22: gate=yes has no effect; all programs of tier race are run; remove it",
        "race; race | handoff=3; 22: handoff=3 has no effect; only a lock that can be stolen",
        "explore; explore | choices=luck; 33: unknown word 'luck' for choices=; one of: busy enomem",
        "explore; explore | cpus=0; 30: '0' is no number for cpus=; write one from 1 to 999999",
        "distinguish; explore | hook=x; 30: unknown word 'x' for hook=; one of: none mpx",
        "conformance; P1 | with=x; 25: unknown word 'x' for with=; one of: advice-under-vma-lock no-zero-page pt-reclaim thp typesafe-vmas",
        "conformance; P1 | memory=weak; 20: memory=weak has no effect; reads what it wrote in any memory order",
        "conformance; P1 | choices=enomem; 20: choices=enomem has no effect; nothing is left to choice",
        "conformance; P1 | lock=stealing; 20: lock=stealing has no effect; waits for no lock",
        "conformance; P1 | preempt=unlock; 20: preempt=unlock has no effect; nobody takes the CPU",
        "race; race | preempt=lock; 30: unknown word 'lock' for preempt=; did you mean 'unlock'?",
        "race; race | cpus=2 | cpus=3; 31: cpus= is given twice; keep one of them",
      })
  void aSettingWithoutEffectIsRefusedWithItsPlace(
      String stage, String header, String what, String why) {
    String steps = header.startsWith("P") ? "map(0,2)\n" : STEPS;
    assertThatThrownBy(() -> check(asked(stage, file(header, steps))))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("own.cases:2:" + what + "\n 2 | @own | mine")
        .hasMessageContaining(why);
  }

  @Test
  void allThatIsWrongInAHeaderIsToldAtOnce() {
    String header =
        "explore | lock=steeling | hook=mxp | memory=wek | with=thp, thq | choices=enomen | cpu=4 |"
            + " cpus=zero";
    assertThatThrownBy(() -> check(asked("explore", file(header, STEPS))))
        .hasMessageContaining("own.cases:2:30: unknown word 'steeling' for lock=")
        .hasMessageContaining("= did you mean 'stealing'?")
        .hasMessageContaining("own.cases:2:46: unknown word 'mxp' for hook=")
        .hasMessageContaining("own.cases:2:59: unknown word 'wek' for memory=")
        .hasMessageContaining("own.cases:2:75: unknown word 'thq' for with=")
        .hasMessageContaining("own.cases:2:89: unknown word 'enomen' for choices=")
        .hasMessageContaining("own.cases:2:98: unknown setting 'cpu'")
        .hasMessageContaining("own.cases:2:111: 'zero' is no number for cpus=")
        .hasMessageContaining("\n   | " + " ".repeat(110) + "^\n");
  }

  @Test
  void errorsOfAllFilesAreToldAtOnce() {
    CaseFile one =
        new CaseFile("one.cases", "@O-0 | t | P1 | cpus=x\nmap(0,1)\n@O-1 | t | P1\nmap(0,1)\n");
    CaseFile two = new CaseFile("two.cases", "@O-2 | t | P1\n\n@O-1 | t | P1\nmap(0)\n");
    assertThatThrownBy(() -> check(asked("conformance", one, two)))
        .hasMessageContaining("one.cases:1:22: 'x' is no number for cpus=")
        .hasMessageContaining("two.cases:1:1: there is no call in this case")
        .hasMessageContaining("two.cases:3:2: the id O-1 is taken")
        .hasMessageContaining("= it is at one.cases:3; ids are unique")
        .hasMessageContaining("two.cases:4:1: map needs");
  }

  @ParameterizedTest
  @CsvSource({
    "conformance, MUN-001, P1, mun.cases",
    "explore, d03-stack, explore, d.scenarios",
    "race, read, race, race.cases",
    "conformance, d03-stack, P1, d.scenarios"
  })
  void anIdOfTheKitIsTaken(String stage, String id, String tier, String where) {
    String steps = tier.startsWith("P") ? "map(0,2)\n" : STEPS;
    CaseFile file = new CaseFile("own.cases", "@" + id + " | mine | " + tier + "\n" + steps);
    assertThatThrownBy(() -> check(asked(stage, file)))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("own.cases:1:2: the id " + id + " is taken")
        .hasMessageMatching("(?s).*= it is at " + where + ":[0-9]+ of mmkit; ids are unique");
  }

  @Test
  void aCopyOfACaseOfTheKitIsThatCase() {
    CaseFile file = new CaseFile("mun.cases", Cases.shippedText("mun.cases"));
    assertThatCode(() -> check(asked("conformance", file))).doesNotThrowAnyException();
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

  @ParameterizedTest
  @ValueSource(strings = {"hook", "lock", "memory", "preempt", "shrink", "choices", "with"})
  void eachWordThatAHeaderMaySayMeansSomething(String key) {
    for (String word : HeaderSettings.words(key)) {
      assertThatCode(() -> check(asked("explore", file("explore | " + key + "=" + word, STEPS))))
          .as(word)
          .doesNotThrowAnyException();
    }
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
        .hasMessageContaining("unknown word 'BOGUS' for memory=");
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

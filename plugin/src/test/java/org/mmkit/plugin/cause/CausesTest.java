// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.FindingClass;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.StrategyStep;
import org.mmkit.suite.record.Verdict;

class CausesTest {
  private static final String LATE =
      "down_write@16 lookupAndSplit@17 munlock@20 downgrade_write@21 detach@22 unmapVmas@23"
          + " freePgtables@23 finish@23 removeVmaList@24 up_read@25 -> OK";

  private static final String RIGHT =
      "down_write@16 lookupAndSplit@17 userfaultfd.prep@18 munlock@20 detach@21 archUnmap@22"
          + " downgrade_write@23 unmapVmas@24 freePgtables@24 finish@24 removeVmaList@25"
          + " up_read@26 userfaultfd.complete@27 -> OK";

  private static List<StrategyStep> walk(String text) {
    List<StrategyStep> steps = new ArrayList<>();
    for (String word : text.replace("-> ", "->").split(" ")) {
      String[] parts = word.replace("->", "-> ").split("@");
      steps.add(new StrategyStep(parts[0], parts.length < 2 ? "" : "My.java:" + parts[1]));
    }
    return steps;
  }

  private static FindingRecord finding(String code, String line, String walk) {
    return new FindingRecord(
        new FindingRecord.RuleRecord(code, FindingClass.SAFETY, code, "title of " + code),
        "it happened",
        new FindingRecord.Place(
            Optional.of("T1"),
            OptionalInt.empty(),
            line.isEmpty() ? Optional.empty() : Optional.of("My.java:" + line),
            walk.isEmpty() ? List.of() : walk(walk)),
        "race/a",
        "mvn",
        Optional.empty(),
        Optional.empty(),
        new TreeSet<>());
  }

  private static CaseRecord failed(String id, FindingRecord... findings) {
    return CaseRecord.fail(id, "P1", "no").withFindings(List.of(findings));
  }

  private static List<Cause> causes(CaseRecord... cases) {
    return Causes.of(
        new StrategyRecord(
            "s",
            "",
            Verdict.FAIL,
            List.of(
                new StageRecord("conformance", List.of(cases)),
                new StageRecord("hold", List.of(cases[0]))),
            new TreeMap<>()));
  }

  private static String diagnosis(String code, String walk) {
    return causes(failed("a", finding(code, "", walk))).get(0).id();
  }

  @Test
  void oneMisplacedStepIsOneCauseWhateverRulesItBreaks() {
    List<Cause> causes =
        causes(
            failed("a", finding("MM0202", "22", LATE)),
            failed("b", finding("MM0202", "22", "")),
            failed("c", finding("MM0711", "", LATE), finding("MM0402", "", "")),
            failed("d", finding("MM0402", "", "")));
    assertThat(causes).hasSize(1);
    Cause cause = causes.get(0);
    assertThat(cause.id()).isEqualTo("detach-late");
    assertThat(cause.isGuess()).isTrue();
    assertThat(cause.lines()).containsExactly("My.java:21", "My.java:22");
    assertThat(cause.programs())
        .containsExactly(
            "conformance/a", "conformance/b", "conformance/c", "conformance/d", "hold/a");
    assertThat(cause.best().name()).isEqualTo("conformance/c");
    assertThat(cause.rules().get(0).code()).isEqualTo("MM0711");
  }

  @Test
  void aSignalThatIsTakenForSuccessIsOneCauseWhateverShowsIt() {
    String walk = "down_write@16 -> OK";
    List<StrategyStep> steps = new ArrayList<>(walk(walk));
    steps.add(1, new StrategyStep("down_write_killable.failed EINTR", "My.java:16"));
    List<FindingRecord> both = new ArrayList<>();
    for (String code : List.of("MM0711", "MM0701")) {
      FindingRecord plain = finding(code, "", walk);
      both.add(
          new FindingRecord(
              plain.broken(),
              plain.sentence(),
              plain.place().by(steps),
              plain.caseId(),
              plain.replay(),
              plain.sched(),
              plain.evidence(),
              plain.exhibits()));
    }
    List<Cause> causes = causes(failed("a", both.get(0)), failed("b", both.get(1)));
    assertThat(causes).hasSize(1);
    assertThat(causes.get(0).sentence()).contains("fatal signal").contains("returned 0");
    assertThat(causes.get(0).lines()).containsExactly("My.java:16");
    assertThat(causes.get(0).why()).isPresent();
  }

  @Test
  void oneWrongErrorIsOneCauseInProgramsOfOneTaskAndOfTwo() {
    FindingRecord plain = finding("MM0701", "", "");
    List<CaseRecord> cases = new ArrayList<>();
    for (String sentence :
        List.of(
            "unmap(0,0) gave ENOMEM instead of EINVAL",
            "T2's unmap(0.5,1) gave ENOMEM, which no order of the calls explains; legal there:"
                + " EINVAL")) {
      cases.add(
          failed(
              "c" + cases.size(),
              new FindingRecord(
                  plain.broken(),
                  sentence,
                  plain.place(),
                  plain.caseId(),
                  plain.replay(),
                  plain.sched(),
                  plain.evidence(),
                  plain.exhibits())));
    }
    assertThat(causes(cases.get(0), cases.get(1))).hasSize(1);
  }

  @Test
  void twoLinesThatBreakARuleAreTwoCauses() {
    assertThat(
            causes(
                failed("a", finding("MM0102", "31", RIGHT)),
                failed("b", finding("MM0102", "40", RIGHT))))
        .extracting(Cause::lines)
        .containsExactly(List.of("My.java:31"), List.of("My.java:40"));
  }

  @Test
  void aStackThatGrowsIntoTheRangeIsOneCause() {
    List<Cause> causes =
        causes(
            failed("a", finding("MM0218", "", RIGHT), finding("MM0313", "24", RIGHT)),
            failed("b", finding("MM0311", "24", RIGHT), finding("MM0218", "", RIGHT)));
    assertThat(causes).extracting(Cause::id).containsExactly("stack-above");
  }

  @Test
  void aRuleThatOnlyProgramsOfAnotherCauseBreakIsToldWithIt() {
    List<Cause> causes =
        causes(
            failed("a", finding("MM0402", "", ""), finding("MM0711", "30", "")),
            failed("b", finding("MM0402", "", "")));
    assertThat(causes).hasSize(1);
    assertThat(causes.get(0).sentence()).isEqualTo("Title of MM0402.");
    assertThat(causes.get(0).best().finding().orElseThrow().broken().code()).isEqualTo("MM0711");
    assertThat(causes.get(0).rules()).hasSize(2);
  }

  @Test
  void whatTheKernelAnswersOtherwiseIsToldApart() {
    CaseRecord other =
        failed(
            "b",
            FindingRecord.of(
                org.mmkit.suite.check.SpecRule.C1,
                "unmap(1,1) gave OK instead of EINVAL",
                "b",
                "mvn"));
    CaseRecord third =
        failed(
            "c",
            FindingRecord.of(
                org.mmkit.suite.check.SpecRule.C1, "brk(2) gave 0 instead of ENOMEM", "c", "mvn"));
    assertThat(causes(other, third, other)).hasSize(2);
  }

  @Test
  void whatIsThrownIsOneCauseInAllCases() {
    CaseRecord one =
        CaseRecord.broken("a", "", "The strategy threw X at M.java:2 in conformance/a: no.");
    CaseRecord two =
        CaseRecord.broken("b", "", "The strategy threw X at M.java:2 in conformance/b: no page 7.");
    List<Cause> causes = causes(one, two);
    assertThat(causes).hasSize(1);
    assertThat(causes.get(0).sentence()).isEqualTo("The strategy threw X at M.java:2: no.");
  }

  @Test
  void aFullHeapIsOneCauseWhoeverAllocatesNextWithTheLineOfTheStrategy() {
    String threw = "The strategy threw java.lang.OutOfMemoryError";
    CaseRecord kit = CaseRecord.broken("a", "", threw + " in conformance/a: Java heap space.");
    CaseRecord own = CaseRecord.broken("b", "", threw + " at M.java:2: Java heap space.");
    List<Cause> causes = causes(kit, own, kit);
    assertThat(causes).hasSize(1);
    assertThat(causes.get(0).sentence()).isEqualTo(threw + " at M.java:2: Java heap space.");
    assertThat(causes(kit).get(0).sentence()).isEqualTo(threw + ": Java heap space.");
  }

  @Test
  void stepsThatAreMissingAreNamed() {
    assertThat(diagnosis("MM0305", RIGHT.replace(" munlock@20", ""))).isEqualTo("no-munlock");
    assertThat(diagnosis("MM0422", RIGHT.replace(" userfaultfd.prep@18", ""))).isEqualTo("no-prep");
    String whole = RIGHT.replace("lookupAndSplit", "lookup").replace(" munlock@20", "");
    assertThat(diagnosis("MM0311", whole)).isEqualTo("no-split");
    assertThat(diagnosis("MM0305", whole)).isEqualTo("no-munlock");
    assertThat(diagnosis("MM0423", RIGHT.replace(" archUnmap@22", ""))).isEqualTo("no-arch");
    assertThat(diagnosis("MM0401", RIGHT.replace(" removeVmaList@25", "")))
        .isEqualTo("not-removed");
    assertThat(diagnosis("MM0104", "down_write@16 lookupAndSplit@17")).isEqualTo("ends-held");
    assertThat(diagnosis("MM0422", RIGHT.replace(" userfaultfd.complete@27", "")))
        .isEqualTo("no-complete");
  }

  @Test
  void aLockThatIsLetGoOnTheWayIsNamed() {
    String reading = RIGHT.replace("downgrade_write@23", "up_write@23 down_read@23");
    assertThat(reading).isNotEqualTo(RIGHT);
    assertThat(diagnosis("MM0711", reading)).isEqualTo("let-go");
    assertThat(diagnosis("MM0218", reading)).isEqualTo("let-go");
  }

  @Test
  void aRightOrderIsNoDiagnosis() {
    for (String code : RuleGuide.shipped().codes()) {
      if (code.equals("MM0218")) {
        continue; // Of a stack above the order of the steps is right, and the lock is too weak.
      }
      assertThat(diagnosis(code, RIGHT)).as(code).startsWith("mm");
    }
  }

  @Test
  void aPassHasNoCause() {
    assertThat(causes(CaseRecord.pass("a", "P1"))).isEmpty();
  }

  @Test
  void tablesOfANeighbourComeBeforeWhatIsWrongBecauseOfThem() {
    List<Cause> causes = causes(failed("a", finding("MM0301", "", ""), finding("MM0313", "", "")));
    assertThat(causes).hasSize(1);
    assertThat(causes.get(0).sentence()).isEqualTo("Title of MM0313.");
    assertThat(causes.get(0).rules()).extracting(r -> r.code()).containsExactly("MM0313", "MM0301");
  }

  @Test
  void whoDoesNotComeAgainHearsOfThatFirst() {
    List<Cause> causes =
        causes(
            failed("a", finding("MM0711", "", "")),
            failed("b", finding("MM0711", "", "")),
            failed("repeatable", finding("MM0802", "", "")));
    assertThat(causes.get(0).rules().get(0).code()).isEqualTo("MM0802");
  }
}

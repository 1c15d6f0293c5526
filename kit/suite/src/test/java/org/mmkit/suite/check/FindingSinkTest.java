// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.Progress;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.Subject;
import org.mmkit.suite.museum.Museum;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.Evidence;
import org.mmkit.suite.record.FindingRecord;

class FindingSinkTest {
  private final List<FindingRecord> passedOn = new ArrayList<>();
  private final FindingSink sink = new FindingSink(request(), new Listener());

  private static StageRequest request() {
    JudgeRequest asked =
        JudgeRequest.of("race", JudgeRequest.Selection.QUICK, JudgeRequest.Search.DEFAULT);
    Supplier<org.mmkit.unmap.UnmapStrategy> factory = Museum.strategy("exclusive");
    return new StageRequest(
        asked, new Subject(StrategyInfo.of(factory.get().getClass(), true), factory));
  }

  private static Evidence evidence(int step) {
    return new Evidence(
        "s",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Evidence.Marks(List.of(), step, 0, 0),
        new Evidence.Maps(List.of(), List.of(), List.of()));
  }

  private void find(Broken broken, String caseName) {
    sink.broken(
        broken,
        caseName,
        "mvn",
        Optional.of("a.sched"),
        Optional.of(evidence(7)),
        FindingSink.Way.UNKNOWN);
  }

  @Test
  void aFindingHasAllThatIsKnown() {
    find(new Broken(SpecRule.L1, "T1 saw half"), "race/a");
    FindingRecord finding = passedOn.get(0);
    assertThat(finding.broken()).isEqualTo(FindingRecord.RuleRecord.of(SpecRule.L1));
    assertThat(finding.sentence()).isEqualTo("T1 saw half");
    assertThat(finding.place().step()).isEqualTo(OptionalInt.of(7));
    assertThat(finding.place().task()).isEmpty();
    assertThat(finding.place().source()).isEmpty();
    assertThat(finding.caseId()).isEqualTo("race/a");
    assertThat(finding.sched()).contains("a.sched");
    assertThat(finding.exhibits()).isEmpty();
  }

  @Test
  void whereNoRunShowsItNothingIsMadeUp() {
    sink.broken(new Broken(SpecRule.PF1, "slow"), "hold/undisturbed", "mvn");
    assertThat(passedOn.get(0).place()).isEqualTo(FindingRecord.Place.UNKNOWN);
    assertThat(passedOn.get(0).evidence()).isEmpty();
    assertThat(passedOn.get(0).isUnsafe()).isFalse();
  }

  @Test
  void evidenceIsKeptForTheFirstOfACaseAndOfItsKind() {
    find(new Broken(SpecRule.L1, "x"), "race/a");
    find(new Broken(SpecRule.L2, "x"), "race/a");
    find(new Broken(SpecRule.L1, "x"), "race/b");
    find(new Broken(SpecRule.L2, "x"), "race/b");
    assertThat(passedOn)
        .extracting(f -> f.evidence().isPresent())
        .containsExactly(true, true, true, false);
  }

  private final class Listener implements Progress {
    @Override
    public void expect(int cases) {}

    @Override
    public void begin(String caseId) {}

    @Override
    public void beginRun(boolean shown) {}

    @Override
    public void printingTask(Supplier<String> task) {}

    @Override
    public void finding(FindingRecord finding) {
      passedOn.add(finding);
    }

    @Override
    public void end(CaseRecord result) {}

    @Override
    public CaseRecord broken(String caseId, String tier, Throwable thrown) {
      throw new IllegalStateException(thrown);
    }
  }
}

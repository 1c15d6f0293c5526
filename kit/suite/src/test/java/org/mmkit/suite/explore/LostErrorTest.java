// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.Subject;
import org.mmkit.suite.diagnosis.Diagnosis;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.render.Chance;
import org.mmkit.suite.render.EvidenceText;
import org.mmkit.unmap.UnmapStrategy;
import student.LosesErrors;

/** A step gives an error and the strategy returns something else: that is what it is told. */
class LostErrorTest {

  private static List<FindingRecord> findings(
      String stage, String id, Supplier<UnmapStrategy> factory) {
    Subject subject = new Subject(StrategyInfo.of(factory.get().getClass(), false), factory);
    return StageRun.of(stage, StageRun.request(subject, 20, id, List.of())).findings().stream()
        .filter(FindingRecord::isUnsafe)
        .toList();
  }

  private static Diagnosis.Found diagnosis(FindingRecord finding) {
    return Diagnosis.of(finding).orElseThrow();
  }

  @Test
  void aFatalSignalThatIsTakenForSuccessIsNamedAndProved() {
    FindingRecord finding = findings("explore", "a07-killed", LosesErrors.SignalIsZero::new).get(0);
    assertThat(diagnosis(finding).isProved()).isTrue();
    assertThat(diagnosis(finding).sentence())
        .isEqualTo(
            "A fatal signal ended the wait for mmap_sem (-EINTR), and munmap returned 0 although"
                + " it did nothing.");
    assertThat(diagnosis(finding).steps().get(0).source()).startsWith("LosesErrors.java:");
    assertThat(EvidenceText.lines(finding.evidence().orElseThrow()))
        .anyMatch(line -> line.contains("fatal signal, gives EINTR"));
    assertThat(Chance.sentences(finding.evidence().get()))
        .containsExactly("a fatal signal reaches T1 while it waits for the lock");
  }

  @Test
  void oneWrongErrnoIsOneDiagnosisInEachStage() {
    FindingRecord once = findings("conformance", "MUN-106", LosesErrors.WrongErrno::new).get(0);
    assertThat(diagnosis(once).isProved()).isTrue();
    assertThat(diagnosis(once).sentence())
        .isEqualTo("checkRange() gave -EINVAL, and munmap returned -ENOMEM.");
    FindingRecord beside = findings("explore", "s30-error", LosesErrors.WrongErrno::new).get(0);
    assertThat(beside.broken().id()).isEqualTo("C1");
    assertThat(diagnosis(beside).diagnosis().id()).isEqualTo("check-lost");
    assertThat(diagnosis(beside).isProved()).isTrue();
  }

  @Test
  void aFailedAllocationThatIsTakenForSuccessIsNamedAndProved() {
    for (FindingRecord finding : findings("explore", "b05-nomem", LosesErrors.FailureIsZero::new)) {
      assertThat(diagnosis(finding).isProved()).as(finding.broken().id()).isTrue();
      assertThat(diagnosis(finding).sentence())
          .isEqualTo("lookupAndSplit() gave -ENOMEM, and munmap returned 0.");
    }
    assertThat(findings("explore", "b05-nomem", LosesErrors.FailureIsZero::new)).isNotEmpty();
  }
}

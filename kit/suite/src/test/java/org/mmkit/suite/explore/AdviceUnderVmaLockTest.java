// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.record.CaseStatus;

/** MADV_DONTNEED without mmap_lock keeps all rules beside whatever changes its VMA. */
class AdviceUnderVmaLockTest {
  private static final int RUNS = 1000;

  private static final CaseFile SCENARIOS =
      new CaseFile(
          "own.cases",
          """
          @own1 | a VMA goes while its pages are dropped | explore | aims=L1 | with=advice-under-vma-lock
          map(0,4)
          fill(0,4)
          T1: adv(0,4,'DONTNEED') => *
          T2: unmap(1,2) => *
          T2: r(1) => *

          @own2 | a VMA is split and faults while its pages are dropped | explore | aims=L1 | with=advice-under-vma-lock,pt-reclaim
          map(0,4)
          fill(0,4)
          T1: adv(0,4,'DONTNEED') => *
          T2: prot(1,1,R) => *
          T3: w(0,'x') => *

          @own3 | a fork copies a VMA while its pages are dropped | explore | aims=L1 | with=advice-under-vma-lock
          map(0,2)
          fill(0,2)
          T1: adv(0,2,'DONTNEED') => *
          T2: fork("r(0)") => *
          T1: w(1,'y') => *
          """);

  @ParameterizedTest
  @ValueSource(strings = {"pervma-6.4", "gather-6.12"})
  void nobodyIsAccused(String strategy) {
    StageRun run =
        StageRun.of(
            "explore",
            StageRun.request(StageRun.shipped(strategy), RUNS, "own*", List.of(SCENARIOS)));
    assertThat(run.findings()).isEmpty();
    assertThat(run.cases()).hasSize(3).allMatch(one -> one.status() == CaseStatus.PASS);
  }
}

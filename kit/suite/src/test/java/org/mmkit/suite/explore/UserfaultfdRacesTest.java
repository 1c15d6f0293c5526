// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.Subject;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

/** What a userfaultfd does to pages beside other tasks is never told to be a strategy's fault. */
class UserfaultfdRacesTest {
  private static final int SCHEDULES = 400;
  private static final CaseFile RACES =
      new CaseFile(
          "own.cases",
          """
          @own-1 | umove beside readers and a writer | race | aims=L1
          map(0,2)
          map(8,2)
          fill(8,2)
          uffd_open()
          ureg(0,2)
          T1: umove(0,8,2) => *
          T2: r(8) => *
          T2: r(0) => *
          T3: w(9,'x') => *
          after: pat(0,10) => *
          @own-2 | umove of one page beside readers, a writer and munmap | race | aims=L1
          map(0,2)
          map(8,2)
          fill(8,2)
          uffd_open()
          ureg(0,2)
          T1: umove(0,8,1) => *
          T2: r(8) => *
          T2: r(0) => *
          T3: w(8,'x') => *
          T4: unmap(8,1) => *
          after: pat(0,10) => *
          @own-3 | umove both ways | race | aims=L1
          map(0,2)
          map(600,2)
          fill(0,1)
          fill(601,1)
          uffd_open()
          ureg(0,2)
          ureg(600,2)
          T1: umove(600,0,1) => *
          T2: umove(1,601,1) => *
          T3: r(600) => *
          T4: unmap(600,1) => *
          after: pat(0,2) => *
          @own-4 | ucont and upoison beside munmap and readers | race | aims=L1
          map(0,2,RW,'sm')
          map(8,2,RW,'sm')
          fill(8,2)
          uffd_open()
          ureg(0,2,'MINOR')
          T1: ucont(0,1) => *
          T2: r(0) => *
          T3: unmap(0,1) => *
          T4: upoison(1,1) => *
          after: pat(0,2) => *
          @own-5 | fork beside umove, and a pin for reading | race | aims=L1
          map(0,2)
          map(8,2)
          fill(8,2)
          uffd_open()
          ureg(0,2)
          T1: umove(0,8,1) => *
          T2: fork("r(8);r(0)") => *
          T3: pvr(8,1) => *
          T4: adv(8,1,'DONTNEED') => *
          after: pat(0,10) => *
          """);

  @Test
  void aRightStrategyPasses() {
    Subject subject =
        new Subject(StrategyInfo.of(ExclusiveMunmap.class, true), ExclusiveMunmap::new);
    StageRun run =
        StageRun.of("race", StageRun.request(subject, SCHEDULES, "own-*", List.of(RACES)));
    assertThat(run.cases()).hasSize(5);
    assertThat(run.cases()).extracting(CaseRecord::status).containsOnly(CaseStatus.PASS);
  }
}

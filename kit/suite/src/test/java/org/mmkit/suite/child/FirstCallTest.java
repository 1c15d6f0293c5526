// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.Subject;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;

/** What only the first call of a process does wrong is seen, though the JVM has made many calls. */
class FirstCallTest {
  private static final CaseFile SCENARIO =
      new CaseFile(
          "own.cases",
          """
          @own | two unmap | explore | aims=L1
          map(0,2)
          T1: unmap(0,1) => *
          T2: unmap(1,1) => *
          """);

  /** Takes the lock for reading before the first call of a process. */
  public static final class FirstIsDifferent implements UnmapStrategy {
    private static boolean called;

    @Override
    public int munmap(UnmapContext kernel, long start, long length) {
      if (!called) {
        called = true;
        kernel.mmapSem().downRead();
        kernel.mmapSem().upRead();
      }
      kernel.mmapSem().downWrite();
      int result = kernel.doMunmap(start, length);
      kernel.mmapSem().upWrite();
      return result;
    }
  }

  /** Keeps something that changes nothing. */
  public static final class CountsOnly implements UnmapStrategy {
    private static long calls;

    @Override
    public int munmap(UnmapContext kernel, long start, long length) {
      calls++;
      kernel.mmapSem().downWrite();
      int result = kernel.doMunmap(start, length);
      kernel.mmapSem().upWrite();
      return result;
    }
  }

  private static CaseRecord repeatable(Class<? extends UnmapStrategy> type) {
    Subject subject = new SubjectLoader(Shipped.CATALOGUE).load(type.getName());
    // The JVM has made calls before.
    StageRun.of("explore", StageRun.request(subject, 20, "own", List.of(SCENARIO)));
    StageRun run =
        StageRun.of("explore", StageRun.request(subject, 20, "own,repeatable", List.of(SCENARIO)));
    return run.cases().stream().filter(one -> one.id().equals("repeatable")).findFirst().get();
  }

  @Test
  void theFirstCallOfAProcessIsMadeAgain() {
    assertThat(repeatable(FirstIsDifferent.class).message())
        .contains("FirstIsDifferent depends on something that is not in the schedule")
        .contains("Static fields outlive a run: called");
  }

  @Test
  void aStaticFieldThatChangesNothingIsNoReason() {
    assertThat(repeatable(CountsOnly.class).message()).isEmpty();
  }
}

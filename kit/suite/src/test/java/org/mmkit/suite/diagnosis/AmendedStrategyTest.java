// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.record.StrategyStep;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.gather.Gather612;

class AmendedStrategyTest {

  /** Else a strategy whose VMAs have locks ends in an exception, and nothing is proved of it. */
  @Test
  void whatIsPutRightHasTheEraOfTheStrategy() {
    AmendedStrategy amended = new AmendedStrategy(new Gather612(), Amendment.parse("hold"));
    assertThat(amended.original()).isEqualTo(Gather612.class);
    assertThat(new AmendedStrategy(amended, Amendment.parse("hold")).original())
        .isEqualTo(Gather612.class);
  }

  @Test
  void whatLooksRightIsNoGuess() {
    assertThat(new WalkPattern("munlock before unmapVmas, if proved").isOnlyIfProved()).isTrue();
    assertThat(new WalkPattern("munlock before unmapVmas").isOnlyIfProved()).isFalse();
  }

  /** One whose calls share three fields. */
  private abstract static class Shares implements UnmapStrategy {
    static int calls;
    final int limit = 7;
    long last;

    static final class OfACall {
      static boolean first = true;
      long floor;
    }
  }

  @Test
  void fieldsThatCallsShareAreThoseThatCanBeWritten() {
    assertThat(SharedFields.of(Shares.class)).containsExactly("calls", "last", "first");
    assertThat(SharedFields.of(Gather612.class)).isEmpty();
  }

  @Test
  void theFieldsThatARunNamesStandInTheSentence() {
    Diagnosis.Found one = found("shared-field floor");
    assertThat(one.isProved()).isTrue();
    assertThat(one.sentence()).startsWith("The field floor is shared by all calls:");
    assertThat(found("shared-field floor,count").sentence())
        .startsWith("One of the fields floor, count is shared by all calls:");
  }

  private static Diagnosis.Found found(String proved) {
    Diagnosis.Found fits =
        Diagnosis.fitting("MM0711", List.of()).stream()
            .filter(one -> one.diagnosis().id().equals("shared-field"))
            .findFirst()
            .orElseThrow();
    return new Diagnosis.Found(fits.diagnosis(), fits.steps(), fits.result(), proved, false);
  }

  @Test
  void aLockOfTheStrategysOwnIsNotCalledMmapSem() {
    assertThat(letGo("down_write", "up_write").sentence())
        .isEqualTo("mmap_sem is released after detach, before the pages are zapped.");
    assertThat(letGo("mmap_write_lock", "mmap_write_unlock").sentence())
        .isEqualTo("The lock is released after detach, before the pages are zapped.");
  }

  private static Diagnosis.Found letGo(String takes, String releases) {
    List<StrategyStep> walk =
        Stream.of(takes, "detach", releases, "unmapVmas")
            .map(word -> new StrategyStep(word, "S.java:1"))
            .toList();
    return Diagnosis.fitting("MM0301", walk).stream()
        .filter(one -> one.diagnosis().id().equals("let-go"))
        .findFirst()
        .orElseThrow();
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.RunEnd;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.Defects;
import org.mmkit.suite.load.Zap;
import org.mmkit.suite.run.Setup;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.shipped.ShippedStrategies;

class ShippedRecordingsTest {
  private static final double DIFFERENT_AT_MOST = 0.005;

  /** The others have bugs of their time, and mariadb shows that of twophase-v2. */
  private static final List<String> SOUND =
      List.of("exclusive", "detach-v7", "merged-4.20", "merged-5.8", "pervma-6.4", "gather-6.12");

  @ParameterizedTest
  @ValueSource(strings = {"kernbench", "mariadb", "phpbench"})
  void allStrategiesReplayThemWithTheResultsOfTheLog(String name) {
    Recording recording = ShippedRecordings.byName(name);
    for (String id : ShippedStrategies.ids()) {
      Replayed one = replay(recording, id);
      assertThat(one.measured().soundness().end()).as(id).isEqualTo(RunEnd.COMPLETED);
      if (SOUND.contains(id)) {
        assertThat(one.measured().soundness().violations()).as(id).isEmpty();
      }
      assertThat(one.differentCalls())
          .as(id)
          .isLessThanOrEqualTo((long) (DIFFERENT_AT_MOST * one.calls()));
      assertThat(one.missed()).as(id).isLessThanOrEqualTo(one.faults() / 50);
    }
  }

  /** Most faults lie where calls of the log have mapped; the others in program, loader, stack. */
  @Test
  void whatExecveMapsIsFoundFromWhatIsUsed() {
    Recording mariadb = ShippedRecordings.byName("mariadb");
    assertThat(mariadb.order().images())
        .singleElement()
        .satisfies(image -> assertThat(image.ranges()).hasSize(3));
    Coverage coverage = mariadb.order().coverage();
    long faults = coverage.inLog() + coverage.inImage() + coverage.elsewhere();
    assertThat((double) coverage.inLog() / faults).isBetween(0.9, 1.0);
    assertThat(coverage.elsewhere()).isZero();
  }

  @Test
  void aBuildOfACProgramTakesTheSameTimeWithAllStrategies() {
    Recording recording = ShippedRecordings.byName("kernbench");
    double exclusive = replay(recording, "exclusive").measured().windowPs();
    for (String id : List.of("merged-5.8", "pervma-6.4")) {
      assertThat(replay(recording, id).measured().windowPs() / exclusive).isBetween(0.99, 1.01);
    }
  }

  @Test
  void aNameThatIsNoneIsRefused() {
    assertThatThrownBy(() -> ShippedRecordings.byName("kernbranch"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("there are kernbench, mariadb, phpbench");
  }

  private static Replayed replay(Recording recording, String id) {
    Setup setup = Setup.standard(Defects.NONE, FiberKind.AUTO);
    return new Replay(recording, () -> strategy(id), setup).run(Zap.IN_PLACE, 0);
  }

  static UnmapStrategy strategy(String id) {
    try {
      return ShippedStrategies.byId(id).orElseThrow().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}

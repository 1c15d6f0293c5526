// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.Defects;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.run.Setup;

/** Every shipped load says what it is made after, and runs soundly. */
class ShippedLoadsTest {
  private static final long LARGEST = 1 << 20;
  private static final Setup SETUP = Setup.standard(Defects.NONE, FiberKind.AUTO);

  @Test
  void eachSaysWhatItKeepsOfItsOriginal() {
    assertThat(Loads.shipped())
        .hasSizeGreaterThan(25)
        .allSatisfy(load -> assertThat(load.words().note()).startsWith("keeps "))
        .allSatisfy(load -> assertThat(load.words().after()).isNotEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"exclusive", "merged-5.8", "gather-6.12", "sections-v1"})
  void eachRunsSoundlyInEachMode(String strategy) {
    for (Load load : Loads.shipped()) {
      for (Mode mode : load.extent().modes()) {
        Point point = new Point(load, mode, 2, tiny(load));
        Measured run =
            LoadRun.measure(
                point, StageRun.shipped(strategy)::newStrategy, SETUP, Zap.IN_PLACE, 7, 2000);
        assertThat(run.isSound())
            .describedAs(
                "%s: %s %s %s",
                point.name(),
                run.soundness().end(),
                run.soundness().trouble(),
                run.soundness().violations())
            .isTrue();
        assertThat(run.ops()).describedAs(point.name()).isPositive();
      }
    }
  }

  private static TreeMap<String, Long> tiny(Load load) {
    TreeMap<String, Long> sizes = new TreeMap<>();
    for (Map.Entry<String, Long> size : load.smallSizes().entrySet()) {
      sizes.put(size.getKey(), Math.min(size.getValue(), LARGEST));
    }
    return sizes;
  }
}

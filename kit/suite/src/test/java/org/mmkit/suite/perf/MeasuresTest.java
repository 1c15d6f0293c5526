// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.Defects;
import org.mmkit.suite.check.Broken;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;
import org.mmkit.unmap.merged.Merged420;

class MeasuresTest {

  private static List<String> broken(
      String measure, Supplier<UnmapStrategy> strategy, String... defects) {
    Trial trial = Trial.of(strategy, Defects.of(Set.of(defects)), FiberKind.AUTO);
    return Measures.judge(measure, trial).stream().map(slow -> slow.rule().id()).toList();
  }

  @Test
  void exclusiveIsSlowInOneWayAlone() {
    for (String measure : Measures.names()) {
      List<String> expected = measure.equals("undisturbed") ? List.of("PF1") : List.of();
      assertThat(broken(measure, ExclusiveMunmap::new)).as(measure).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({"stretch, J-10, PF6", "huge-pages, J-12, PF5"})
  void aDefectShowsInItsMeasure(String measure, String defect, String rule) {
    assertThat(broken(measure, Merged420::new)).isEmpty();
    assertThat(broken(measure, Merged420::new, defect)).containsExactly(rule);
  }

  @Test
  void theFiguresAreInTheSentence() {
    Trial trial = Trial.of(Merged420::new, Defects.NONE, FiberKind.AUTO);
    assertThat(Measures.judge("one-page", trial))
        .extracting(Broken::sentence)
        .containsExactly("munmap of a page takes 1288 ns instead of 1268 ns");
  }

  @Test
  void anUnknownMeasureIsNamed() {
    Trial trial = Trial.of(Merged420::new, Defects.NONE, FiberKind.AUTO);
    assertThatThrownBy(() -> Measures.judge("speed", trial))
        .hasMessageContaining("'speed'")
        .hasMessageContaining("undisturbed");
  }
}

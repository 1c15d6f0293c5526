// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.Defects;
import org.mmkit.suite.TraceFormat;
import org.mmkit.suite.load.Load;
import org.mmkit.suite.load.LoadRun;
import org.mmkit.suite.load.Loads;
import org.mmkit.suite.load.Measured;
import org.mmkit.suite.load.Mode;
import org.mmkit.suite.load.Point;
import org.mmkit.suite.load.Variation;
import org.mmkit.suite.load.Zap;
import org.mmkit.suite.run.Setup;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;
import org.mmkit.unmap.merged.Merged58;

/**
 * Two threads, one of which unmaps 80 GiB, in all formats, compared with texts of the repository;
 * {@code -Dmmkit.updateBaselines} renews them.
 */
class PointTraceTest {
  private static final Path GOLDEN = Path.of("src/test/resources/org/mmkit/suite/trace");

  private static final String LOAD =
      """
      @one | a fault while a mapping goes | perf | tasks=1 | ends=1
      setup: big = mmap(80g, RW, 'pa', 'POPULATE')
      start: a = mmap(64k, RW, 'pa')
      loop: touch(a, 64k); adv(a, 64k, 'DONTNEED'); think(400000000)
      beside: think(1000); munmap(big, 80g)
      """;

  private static final Load ONE = Loads.of(List.of(new CaseFile("one.loads", LOAD))).get(0);

  private static Map<TraceFormat, String> texts(Supplier<UnmapStrategy> strategy) {
    Setup setup = Setup.standard(Defects.NONE, FiberKind.AUTO);
    Point point = new Point(ONE, Mode.THREADS, 1, ONE.sizes());
    PointTrace trace = new PointTrace(point, setup.profile());
    Measured seen =
        LoadRun.measure(point, strategy, setup, Zap.IN_PLACE, Variation.of(1), 200_000, trace);
    Measured unseen = LoadRun.measure(point, strategy, setup, Zap.IN_PLACE, 1, 200_000);
    assertThat(seen.isSound()).isTrue();
    assertThat(seen.windowPs()).isEqualTo(unseen.windowPs());
    assertThat(seen.window().steps()).isEqualTo(unseen.window().steps());
    return trace.texts(List.of(TraceFormat.values()));
  }

  private static void compare(String strategy, Supplier<UnmapStrategy> factory) throws IOException {
    for (Map.Entry<TraceFormat, String> text : texts(factory).entrySet()) {
      Path file = GOLDEN.resolve(strategy + text.getKey().suffix());
      if (System.getProperty("mmkit.updateBaselines") != null) {
        Files.writeString(file, text.getValue());
      }
      assertThat(text.getValue()).isEqualTo(Files.readString(file));
    }
  }

  @Test
  void anExclusiveMunmapHoldsTheLockForWritingToTheEnd() throws IOException {
    compare("exclusive", ExclusiveMunmap::new);
  }

  @Test
  void aDowngradeLeavesTheZapToReaders() throws IOException {
    compare("merged-5.8", Merged58::new);
  }

  @Test
  void durationsAreWrittenAsInTheCoverLetterOf2018() {
    assertThat("      " + FunctionGraph.duration(2_485_684_000L) + "|    unmap_region();")
        .isEqualTo("      !2485684 us |    unmap_region();");
    assertThat(FunctionGraph.duration(120)).isEqualTo("  0.120 us   ");
    assertThat(FunctionGraph.duration(44_784)).isEqualTo("+ 44.784 us  ");
    assertThat(FunctionGraph.duration(212_400)).isEqualTo("! 212.400 us ");
    assertThat(FunctionGraph.duration(6_204_042)).isEqualTo("! 6204.042 us ");
    assertThat(FunctionGraph.duration(123_456_789)).isEqualTo("! 123456.7 us ");
  }

  @Test
  void timesOfLockStatAreRoundedToHundredthsOfAMicrosecond() {
    assertThat(LockStat.us(0)).isEqualTo("0.00");
    assertThat(LockStat.us(4)).isEqualTo("0.00");
    assertThat(LockStat.us(5)).isEqualTo("0.01");
    assertThat(LockStat.us(994)).isEqualTo("0.99");
    assertThat(LockStat.us(995)).isEqualTo("1.00");
    assertThat(LockStat.us(2_220_301_688L)).isEqualTo("2220301.69");
  }
}

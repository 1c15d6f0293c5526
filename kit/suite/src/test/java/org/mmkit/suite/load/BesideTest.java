// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.Defects;
import org.mmkit.suite.run.Setup;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;
import org.mmkit.unmap.merged.Merged58;

/** The task beside: what waits for it counts, and it begins anew until the others have enough. */
class BesideTest {
  private static final long PS_PER_MS = 1_000_000_000;
  private static final int BUDGET = 200_000;

  private static Measured measure(String size, int ends, Supplier<UnmapStrategy> strategy) {
    String text =
        """
        @one | others fault while a mapping goes | perf | tasks=2 | ends=%d
        setup: big = mmap(%s, RW, 'pa', 'POPULATE')
        start: a = mmap(1m, RW, 'pa')
        loop: touch(a, 1m); adv(a, 1m, 'DONTNEED')
        beside: b = mmap(P, RW, 'pa'); touch(b, P); munmap(big, %s)
        """
            .formatted(ends, size, size);
    Load load = Loads.of(List.of(new CaseFile("one.loads", text))).get(0);
    Measured run =
        LoadRun.measure(
            new Point(load, Mode.THREADS, 2, load.sizes()),
            strategy,
            Setup.standard(Defects.NONE, FiberKind.AUTO),
            Zap.IN_PLACE,
            1,
            BUDGET);
    assertThat(run.isSound()).isTrue();
    return run;
  }

  @Test
  void aFaultThatWaitsForItToTheEndIsCounted() {
    Measured run = measure("1g", 1, ExclusiveMunmap::new);
    assertThat(run.window().ending()).isEqualTo(Ending.BESIDE);
    assertThat(run.faultPs(1)).isBetween(30 * PS_PER_MS, 33 * PS_PER_MS);
    assertThat(measure("1g", 1, Merged58::new).faultPs(1)).isLessThan(PS_PER_MS);
  }

  @Test
  void aMeasuredRunDoesNotKeepItsMachine() {
    List<WeakReference<UnmapStrategy>> used = new ArrayList<>();
    Measured run =
        measure(
            "1m",
            1,
            () -> {
              UnmapStrategy strategy = new ExclusiveMunmap();
              used.add(new WeakReference<>(strategy));
              return strategy;
            });
    for (int i = 0; i < 100 && used.get(0).get() != null; i++) {
      System.gc();
    }
    assertThat(used).hasSize(1);
    assertThat(used.get(0).get()).isNull();
    assertThat(run.ledger().longest()).isNotEmpty();
  }

  @Test
  void itBeginsAnewWithItsSetUpUntilEachTaskHasItsLeastOperations() {
    Measured once = measure("1m", 1, ExclusiveMunmap::new);
    Measured often = measure("1m", 500, ExclusiveMunmap::new);
    assertThat(once.ops()).isLessThan(500);
    assertThat(often.ops()).isGreaterThan(2 * 500);
    assertThat(often.window().ending()).isEqualTo(Ending.BESIDE);
    double ratio = often.opsPerSecond() / once.opsPerSecond();
    assertThat(ratio).describedAs("the set-up is not measured").isBetween(0.5, 2.0);
  }

  /** Published for the series, with stress-ng: 8.2 and 8.8 percent more faults. */
  @Test
  void othersFaultMoreBesideWhoFillsAndUnmapsInTurn() {
    double ratio = mixed(Merged58::new) / mixed(ExclusiveMunmap::new);
    assertThat(ratio).isBetween(1.05, 1.15);
  }

  private static double mixed(Supplier<UnmapStrategy> strategy) {
    String text =
        """
        @mix | one task fills a mapping and unmaps it, others fault | perf | tasks=8
        start: a = mmap(1m, RW, 'pa')
        loop 0: big = mmap(8m, RW, 'pa'); touch(big, 8m); munmap(big, 8m)
        loop: touch(a, 1m); adv(a, 1m, 'DONTNEED')
        """;
    Load mix = Loads.of(List.of(new CaseFile("mix.loads", text))).get(0);
    return LoadRun.measure(
            new Point(mix, Mode.THREADS, 8, mix.sizes()),
            strategy,
            Setup.standard(Defects.NONE, FiberKind.AUTO),
            Zap.IN_PLACE,
            1,
            1_500_000)
        .opsPerSecond();
  }
}

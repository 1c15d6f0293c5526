// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.LockPolicy;
import org.mmkit.suite.Defects;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.PerfGrid;
import org.mmkit.suite.load.Load;
import org.mmkit.suite.load.Loads;
import org.mmkit.suite.load.Point;
import org.mmkit.suite.run.Setup;

/** The shipped references are what the references reach now. */
class ReferencesTest {
  private static final Path FILE =
      Path.of("src/main/resources/org/mmkit/suite/loads/references.txt");
  private static final String HEAD =
      """
      # What exclusive and the ideal reach at the points of shipped loads; made by ReferencesTest.
      # grid profile point: operations of exclusive in 1000 s, their spread, those of the ideal, ns of a munmap, ns of faults at
      # 10, 25, 50, 75, 90, 99, 99.9 and 100 %; grid@rule: exclusive alone, under another rule of mmap_sem
      """;

  /** Of the small grid only each n-th point is run again here. */
  private static final int SAMPLE = 16;

  private static final Grid SMALL = Grid.of(PerfGrid.SMALL);

  private static final Setup SETUP = Setup.standard(Defects.NONE, FiberKind.AUTO);

  @Test
  void theFileIsWhatThisVersionComputes() throws IOException {
    boolean renew = Boolean.getBoolean("mmkit.updateBaselines");
    List<String> shipped = Files.readAllLines(FILE).stream().skip(3).toList();
    List<String> keys = new ArrayList<>();
    List<String> computed = new ArrayList<>();
    for (PerfGrid grid : List.of(PerfGrid.SMOKE, PerfGrid.SMALL)) {
      for (Point point : points(grid)) {
        String key = References.key(grid, SETUP.profile().name(), point);
        if (renew || grid == PerfGrid.SMOKE || keys.size() % SAMPLE == 0) {
          computed.add(References.line(key, run(grid, point)));
        }
        keys.add(key);
      }
    }
    for (Point point : points(PerfGrid.SMALL)) {
      for (LockPolicy policy : LockPolicy.values()) {
        if (PolicyRuns.concern(SMALL, point) && !policy.id().equals(SETUP.profile().policy())) {
          String key = References.key(PerfGrid.SMALL, SETUP.profile().name(), policy.id(), point);
          if (renew || keys.size() % SAMPLE == 0) {
            computed.add(References.line(key, run(policy, point)));
          }
          keys.add(key);
        }
      }
    }
    if (renew) {
      Files.writeString(FILE, HEAD + String.join("\n", computed) + "\n");
      return;
    }
    assertThat(shipped)
        .describedAs("renew it with -Dmmkit.updateBaselines=true where a cost was changed")
        .containsAll(computed);
    assertThat(shipped.stream().map(line -> line.replaceAll("( -?[0-9]+){4} [-0-9,]+$", "")))
        .containsExactlyElementsOf(keys);
  }

  @Test
  void theScoreIsHowFarAStrategyComesFromExclusiveToTheIdeal() {
    Reference reference = new Reference(1_000_000, 0, 4_000_000, -1, List.of());
    assertThat(reference.score(1000)).isEqualTo(OptionalLong.of(0));
    assertThat(reference.score(2000)).isEqualTo(OptionalLong.of(500));
    assertThat(reference.score(4000)).isEqualTo(OptionalLong.of(1000));
    assertThat(reference.score(500)).isEqualTo(OptionalLong.of(-500));
    assertThat(reference.score(1)).isEqualTo(OptionalLong.of(-1000));
  }

  @Test
  void noScoreWhereTheIdealIsNoBetter() {
    assertThat(new Reference(1_000_000, 0, 1_040_000, -1, List.of()).score(2000)).isEmpty();
    assertThat(new Reference(1_000_000, 0, 500_000, -1, List.of()).score(2000)).isEmpty();
  }

  private static Reference run(PerfGrid grid, Point point) {
    long seed = JudgeRequest.Search.DEFAULT_SEED;
    return new ReferenceRuns(Grid.of(grid), SETUP, seed, () -> {}).run(point).orElseThrow();
  }

  private static Reference run(LockPolicy policy, Point point) {
    long seed = JudgeRequest.Search.DEFAULT_SEED;
    PolicyRuns runs = new PolicyRuns(SMALL, SETUP, seed, () -> {}, (rule, one) -> Optional.empty());
    return runs.reference(point, policy).orElseThrow();
  }

  private static List<Point> points(PerfGrid kind) {
    Grid grid = Grid.of(kind);
    List<Point> points = new ArrayList<>();
    for (Load load : Loads.shipped()) {
      if (grid.takes(load, false)) {
        points.addAll(grid.points(load, SETUP.profile().cpus()));
      }
    }
    return points;
  }
}

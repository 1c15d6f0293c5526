// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.RunEnd;
import org.mmkit.suite.Defects;
import org.mmkit.suite.museum.Museum;
import org.mmkit.suite.picture.Svg;
import org.mmkit.suite.record.Lane;
import org.mmkit.suite.run.Setup;
import org.mmkit.unmap.shipped.ShippedStrategies;

/** Draws for how long each shipped strategy holds mmap_sem, and how, while it unmaps 1 GiB. */
class LockPhasesPictureTest {
  private static final long GIB = 1L << 30;
  private static final double NS_PER_MS = 1e6;
  private static final int ROW = 24;
  private static final int TOP = 58;
  private static final int LEFT = 160;
  private static final int BARS = 620;
  private static final int WIDTH = 860;

  @Test
  void theLockPhasesOfEachStrategy() throws IOException {
    List<String> ids = ShippedStrategies.ids();
    List<HoldRun.Result> results = ids.stream().map(LockPhasesPictureTest::measure).toList();
    assertThat(results).allMatch(result -> result.end() == RunEnd.COMPLETED);
    long longest = results.stream().mapToLong(HoldRun.Result::totalNs).max().orElseThrow();
    Svg svg =
        new Svg(
            WIDTH,
            TOP + ids.size() * ROW + 10,
            "How long each strategy holds mmap_sem, and how, while it unmaps 1 GiB");
    legend(svg);
    for (int i = 0; i < ids.size(); i++) {
      draw(svg, TOP + i * ROW, ids.get(i), results.get(i), longest);
    }
    svg.assertIsOnSite("lock-phases.svg");
  }

  private static HoldRun.Result measure(String id) {
    Setup setup = Setup.standard(Defects.NONE, FiberKind.AUTO);
    return HoldRun.measure(Museum.strategy(id), setup, HoldRun.Range.ofOne(GIB), Probe.NONE, 0);
  }

  private static void legend(Svg svg) {
    svg.text(8, 22, "head", "munmap of 1 GiB, every page present, in virtual time");
    svg.box(LEFT, 34, 12, 12, "WRITE");
    svg.text(LEFT + 18, 45, "soft", "held for writing");
    svg.box(LEFT + 140, 34, 12, 12, "DOWNGRADED");
    svg.text(LEFT + 158, 45, "soft", "downgraded: readers may come in");
    svg.box(LEFT + 380, 34, 12, 12, "READ");
    svg.text(LEFT + 398, 45, "soft", "held for reading");
    svg.box(LEFT + 520, 34, 12, 12, "none");
    svg.text(LEFT + 538, 45, "soft", "not held");
  }

  private static void draw(Svg svg, int y, String id, HoldRun.Result result, long longest) {
    svg.text(8, y + 14, "code", id);
    svg.box(LEFT, y + 2, width(result.totalNs(), longest), ROW - 8, "none");
    for (Lane lane : result.lanes()) {
      if (lane.mode() != Lane.Mode.WAIT) {
        svg.box(
            LEFT + width(lane.fromNs(), longest),
            y + 2,
            Math.max(1, width(lane.toNs() - lane.fromNs(), longest)),
            ROW - 8,
            lane.mode().name());
      }
    }
    svg.text(
        LEFT + BARS + 8,
        y + 14,
        "soft",
        String.format(Locale.ROOT, "%.1f ms", result.totalNs() / NS_PER_MS));
  }

  private static int width(long ns, long longest) {
    return (int) Math.round((double) ns * BARS / longest);
  }
}

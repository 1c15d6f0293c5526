// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.PerfGrid;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageRun;

/**
 * Prints how long stage perf takes for a strategy, by the clock and by the CPU time of the process,
 * compiler and collector included, and a hash of what it measures, which is the same on every JDK;
 * below, the points whose budget held no whole round. Arguments: grid, pattern, strategies.
 */
final class StageTime {
  private StageTime() {}

  public static void main(String[] args) {
    PerfGrid grid = PerfGrid.valueOf(args[0].toUpperCase(Locale.ROOT));
    for (String id : List.of(args).subList(2, args.length)) {
      JudgeRequest.Selection cases = JudgeRequest.Selection.QUICK.withGlob(args[1]);
      CaseGlob all = cases.glob();
      JudgeRequest asked =
          JudgeRequest.of("perf", cases, JudgeRequest.Search.DEFAULT)
              .withPerf(new JudgeRequest.Perf(grid, List.of()));
      long before = System.nanoTime();
      long cpuBefore = cpuNs();
      StageRun run = StageRun.of("perf", new StageRequest(asked, StageRun.shipped(id)));
      long ms = (System.nanoTime() - before) / 1_000_000;
      long cpuMs = (cpuNs() - cpuBefore) / 1_000_000;
      long points =
          run.result().measures().keySet().stream().filter(m -> m.endsWith(".ops_per_s")).count();
      System.out.printf(
          "%s %s %s: %d points, %,d ms, %,d ms of CPU, measures %08x%n",
          grid, all.text(), id, points, ms, cpuMs, run.result().measures().hashCode());
      run.result().measures().keySet().stream()
          .filter(m -> m.endsWith(".no_whole_round"))
          .forEach(m -> System.out.println("  " + m));
      run.cases().stream()
          .filter(c -> !c.status().name().equals("PASS"))
          .forEach(c -> System.out.println("  " + c.id() + " " + c.headline()));
    }
  }

  private static long cpuNs() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}

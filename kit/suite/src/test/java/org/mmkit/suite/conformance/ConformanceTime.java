// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.conformance;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageRun;

/**
 * Prints how long stage conformance takes for each strategy in a JVM that has only just begun: by
 * the clock, by the CPU time of the thread that judges, and by that of the process, compiler and
 * collector included. Arguments: strategies; the first is the one that counts, since later ones
 * find warm code.
 */
final class ConformanceTime {
  private static final long NS_PER_MS = 1_000_000;

  private ConformanceTime() {}

  public static void main(String[] args) {
    for (String id : args) {
      JudgeRequest.Selection all = JudgeRequest.Selection.WHOLE.withGlob(CaseGlob.ALL.text());
      JudgeRequest asked = JudgeRequest.of("conformance", all, JudgeRequest.Search.DEFAULT);
      long clock = System.nanoTime();
      long judging = judgingNs();
      long process = processNs();
      StageRun run = StageRun.of("conformance", new StageRequest(asked, StageRun.shipped(id)));
      System.out.printf(
          "%s: %d cases, %,d ms by the clock, %,d ms of CPU of the thread that judges, %,d ms of"
              + " all threads%n",
          id,
          run.cases().size(),
          (System.nanoTime() - clock) / NS_PER_MS,
          (judgingNs() - judging) / NS_PER_MS,
          (processNs() - process) / NS_PER_MS);
    }
  }

  private static long judgingNs() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long processNs() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}

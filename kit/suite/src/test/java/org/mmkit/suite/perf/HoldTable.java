// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import org.mmkit.machine.FiberKind;
import org.mmkit.suite.Defects;
import org.mmkit.suite.run.Setup;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.shipped.ShippedStrategies;

/** Prints what each shipped strategy measures for 80 GiB, and the wall time that it took to run. */
final class HoldTable {
  private HoldTable() {}

  public static void main(String[] args) throws ReflectiveOperationException {
    long bytes = 80L << 30;
    System.out.printf(
        "%-20s %14s %14s %14s %14s %8s%n",
        "strategy", "exclusive_ns", "sum_ns", "read_ns", "total_ns", "wall_ms");
    for (Class<? extends UnmapStrategy> type : ShippedStrategies.all()) {
      long before = System.nanoTime();
      UnmapStrategy strategy = type.getDeclaredConstructor().newInstance();
      HoldRun.Result r =
          HoldRun.measure(
              () -> strategy,
              Setup.standard(Defects.NONE, FiberKind.AUTO),
              HoldRun.Range.ofOne(bytes),
              Probe.NONE,
              0);
      System.out.printf(
          "%-20s %,14d %,14d %,14d %,14d %,8d %s%n",
          type.getSimpleName(),
          r.exclusiveHoldNs(),
          r.exclusiveHoldSumNs(),
          r.readHoldNs(),
          r.totalNs(),
          (System.nanoTime() - before) / 1_000_000,
          r.end() + (r.failure() == null ? "" : " " + r.failure()));
    }
  }
}

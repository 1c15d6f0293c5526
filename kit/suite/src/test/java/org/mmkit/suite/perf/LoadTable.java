// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.function.Supplier;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.Defects;
import org.mmkit.suite.load.Load;
import org.mmkit.suite.load.LoadRun;
import org.mmkit.suite.load.Loads;
import org.mmkit.suite.load.Measured;
import org.mmkit.suite.load.Mode;
import org.mmkit.suite.load.Point;
import org.mmkit.suite.load.Zap;
import org.mmkit.suite.run.Setup;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.shipped.ShippedStrategies;

/**
 * Prints what each point of the loads that fit a pattern measures, and the CPU time that it took.
 * Arguments: pattern, budget of steps, strategies; the property profile names another machine.
 */
final class LoadTable {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private LoadTable() {}

  public static void main(String[] args) {
    CaseGlob glob = new CaseGlob(args[0]);
    long budget = Long.parseLong(args[1]);
    Setup standard = Setup.standard(Defects.NONE, FiberKind.AUTO);
    String profile = System.getProperty("profile");
    Setup setup = profile == null ? standard : standard.with(MachineProfile.byName(profile));
    for (Load load : Loads.shipped()) {
      if (!glob.matches("perf/" + load.id())) {
        continue;
      }
      for (Mode mode : load.extent().modes()) {
        for (int tasks : load.extent().counts(mode, setup.profile().cpus())) {
          Point point = new Point(load, mode, tasks, load.smallSizes());
          for (String id : List.of(args).subList(2, args.length)) {
            print(point, id, setup, budget);
          }
        }
      }
    }
  }

  private static void print(Point point, String id, Setup setup, long budget) {
    Supplier<UnmapStrategy> strategy = () -> strategy(id.equals("ideal") ? "exclusive" : id);
    Zap zap = id.equals("ideal") ? Zap.AFTER_THE_LOCK : Zap.IN_PLACE;
    long before = THREADS.getCurrentThreadCpuTime();
    Measured m = LoadRun.measure(point, strategy, setup, zap, 1, budget);
    long cpuMs = (THREADS.getCurrentThreadCpuTime() - before) / 1_000_000;
    System.out.printf(
        "%-28s %-14s %,14.0f ops/s %8s %,9d steps %,6d ms %4d ns/step %s %s%n",
        point.name(),
        id,
        m.opsPerSecond(),
        m.window().ending(),
        m.window().steps(),
        cpuMs,
        cpuMs * 1_000_000 / Math.max(1, m.window().steps()),
        m.isSound()
            ? ""
            : m.soundness().end()
                + " "
                + m.soundness().trouble()
                + " "
                + m.soundness().violations(),
        m.soundness().failure() == null ? "" : m.soundness().failure());
    if (m.soundness().failure() != null) {
      m.soundness().failure().printStackTrace();
    }
  }

  /** A new one. */
  static UnmapStrategy strategy(String id) {
    try {
      return ShippedStrategies.byId(id).orElseThrow().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}

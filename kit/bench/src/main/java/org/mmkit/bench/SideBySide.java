// SPDX-License-Identifier: Apache-2.0
package org.mmkit.bench;

import java.util.Locale;
import org.mmkit.machine.FiberChoice;
import org.mmkit.machine.FiberKind;
import org.mmkit.unmap.detach.DetachV7;
import org.mmkit.unmap.merged.Merged58;

/**
 * Measures how many schedules of one race mmkit and Lincheck run in a second, each in its own way:
 * mmkit on its model of Linux, Lincheck on the same race in plain Java. In each the race is there
 * once with the bug, which must be found, and once fixed, where nothing must be found.
 *
 * <pre>{@code
 * mvn -pl kit/bench -am package -DskipTests
 * java -XX:+UseSerialGC -jar kit/bench/target/mmkit-bench-0.1.0-SNAPSHOT.jar [invocations]
 * }</pre>
 *
 * <p>Lincheck makes so many invocations for each line, 20 000 if not said otherwise, mmkit a
 * hundred times as many. The best of some lines counts: the first ones contain the warm-up.
 */
public final class SideBySide {
  private static final int PER_INVOCATION = 100;
  private static final int LINES = 4;

  private SideBySide() {}

  /** Measures and prints a table. */
  public static void main(String[] args) {
    int invocations = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
    print("Java %s, fibers %s%n", Runtime.version(), FiberChoice.of(FiberKind.AUTO));
    print(
        "%-9s %-6s %10s %11s %15s%n", "tool", "race", "schedules", "per second", "per CPU second");
    Measured mmkit = mmkit(invocations * PER_INVOCATION);
    Measured lincheck = lincheck(invocations);
    print(
        "mmkit runs %.0f times as many schedules in a second, %.0f times as many in a CPU second%n",
        mmkit.perSecond() / lincheck.perSecond(), mmkit.perCpuSecond() / lincheck.perCpuSecond());
  }

  private static Measured mmkit(int schedules) {
    row("mmkit", "buggy", new MmkitSide(DetachV7::new, FiberKind.AUTO).run(schedules));
    MmkitSide fixed = new MmkitSide(Merged58::new, FiberKind.AUTO);
    Measured best = row("mmkit", "fixed", fixed.run(schedules));
    for (int line = 1; line < LINES; line++) {
      best = better(best, row("mmkit", "fixed", fixed.run(schedules)));
    }
    print("%16s of %.1f visible steps on average%n", "", (double) fixed.steps() / schedules);
    return best;
  }

  private static Measured lincheck(int invocations) {
    row("Lincheck", "buggy", LincheckSide.run(PlainSpaceWithBug.class, invocations));
    Measured best = fixedLincheck(invocations);
    for (int line = 1; line < LINES; line++) {
      best = better(best, fixedLincheck(invocations));
    }
    return best;
  }

  private static Measured fixedLincheck(int invocations) {
    return row("Lincheck", "fixed", LincheckSide.run(PlainSpaceFixed.class, invocations));
  }

  private static Measured better(Measured one, Measured other) {
    return one.perCpuSecond() > other.perCpuSecond() ? one : other;
  }

  private static Measured row(String tool, String race, Measured measured) {
    print(
        "%-9s %-6s %10d %11.0f %15.0f  %s%n",
        tool,
        race,
        measured.schedules(),
        measured.perSecond(),
        measured.perCpuSecond(),
        measured.found().isEmpty() ? "nothing found" : "found: " + measured.found());
    return measured;
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }
}

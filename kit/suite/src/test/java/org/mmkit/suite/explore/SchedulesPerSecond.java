// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.Schedule;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.suite.Defects;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.target.Outcome;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.shipped.ShippedStrategies;

/**
 * Prints how many random schedules of the stack-growth race run in a second with all oracles on,
 * and what a visible step costs. Run by hand; arguments: schedules per figure, kind of fiber,
 * strategy, how many figures.
 */
public final class SchedulesPerSecond {

  /**
   * R is the last two pages of one page table, the first of them populated; S, a stack, is the
   * first page of the next. T2's store makes the stack grow into R once that is detached.
   */
  static final String STACK_GROWTH =
      """
      @d03-stack | a stack grows into a range that is being unmapped | explore | aims=L1
      map(510,2)
      w(510,'r')
      map(512,1,RW,ex='GROWSDOWN')
      w(512,'s')
      T1: unmap(510,2) => *
      T2: w(511,'x') => *
      T2: r(511) => *
      """;

  private SchedulesPerSecond() {}

  /** Measures. */
  public static void main(String[] args) {
    int schedules = args.length > 0 ? Integer.parseInt(args[0]) : 500_000;
    FiberKind kind = args.length > 1 ? FiberKind.valueOf(args[1]) : FiberKind.AUTO;
    String id = args.length > 2 ? args[2] : "detach-v7";
    int repeats = args.length > 3 ? Integer.parseInt(args[3]) : 5;
    System.out.println("Java " + Runtime.version() + ", " + kind + ", " + id);
    for (int i = 0; i < repeats; i++) {
      measure(
          new Experiment(scenario(), Setup.of(scenario(), Defects.NONE, kind), strategy(id)),
          schedules);
    }
  }

  private static Program scenario() {
    CaseParser parser = new CaseParser();
    parser.add("d03", STACK_GROWTH);
    return parser.finish().get(0);
  }

  private static Supplier<UnmapStrategy> strategy(String id) {
    Class<? extends UnmapStrategy> type = ShippedStrategies.byId(id).orElseThrow();
    return () -> {
      try {
        return type.getDeclaredConstructor().newInstance();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private static void measure(Experiment run, int schedules) {
    TreeMap<String, Integer> found = new TreeMap<>();
    long steps = 0;
    long switches = 0;
    long cpu = cpuTimeNs();
    long start = System.nanoTime();
    for (int schedule = 0; schedule < schedules; schedule++) {
      Outcome outcome = run.run(new RandomWalk(1, schedule));
      for (Broken broken : run.judge(outcome)) {
        found.merge(broken.rule().code(), 1, Integer::sum);
      }
      steps += outcome.machine().steps();
      switches += switches(outcome.machine().schedule());
    }
    long elapsed = System.nanoTime() - start;
    double cpuNs = cpuTimeNs() - cpu;
    System.out.printf(
        Locale.ROOT,
        "%8.0f schedules/s (%8.0f per CPU second) %6.2f us/schedule %5.1f steps"
            + " %5.1f ns/step %4.1f switches; found %s%n",
        schedules * 1e9 / elapsed,
        schedules * 1e9 / cpuNs,
        cpuNs / schedules / 1e3,
        (double) steps / schedules,
        cpuNs / steps,
        (double) switches / schedules,
        found);
  }

  /** Of this process, with its compiler and its collector. */
  private static long cpuTimeNs() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }

  /** Picks of another task than before. */
  private static int switches(Schedule schedule) {
    int switches = 0;
    int last = -1;
    for (int i = 0; i < schedule.size(); i++) {
      if (schedule.isPick(i) && schedule.value(i) != last) {
        switches++;
        last = schedule.value(i);
      }
    }
    return switches;
  }
}

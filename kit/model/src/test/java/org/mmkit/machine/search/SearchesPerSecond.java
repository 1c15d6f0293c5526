// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.mmkit.machine.FiberChoice;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.MachineOptions;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.Toy;
import org.mmkit.machine.policy.Pct;
import org.mmkit.machine.policy.Pilot;
import org.mmkit.machine.policy.PilotCounts;
import org.mmkit.machine.policy.Pos;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.machine.policy.Surw;
import org.mmkit.machine.profile.MachineProfile;

/**
 * Prints what a schedule costs under each policy and search, for a program of about fifty visible
 * steps. The time is what the JVM has had of its CPUs, so that a busy machine does not matter as
 * much. Run by hand; arguments: seconds per figure (default 2).
 */
public final class SearchesPerSecond {

  private static final MachineProfile PROFILE = MachineProfile.byName("xeon-e5-2680-2018");
  private static final MachineOptions OPTIONS = MachineOptions.defaults().withCpus(4);
  private static final int REPEATS = 3;

  private SearchesPerSecond() {}

  /** What this JVM has had of its CPUs, in nanoseconds. */
  private static long now() {
    return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElseThrow();
  }

  /** A scheduler of an index. */
  private interface Policy {
    Scheduler of(long index);
  }

  /** Measures all of them on the best kind of fiber that works here. */
  public static void main(String[] arguments) {
    double seconds = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 2;
    System.out.println("Java " + Runtime.version() + ", " + FiberChoice.of(FiberKind.AUTO));
    Pilot pilot = new Pilot(1);
    while (pilot.hasNext()) {
      run(pilot.next());
    }
    PilotCounts counts = pilot.counts();
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      policy("random walk", seconds, index -> new RandomWalk(1, index));
      policy("random walk, even", seconds, index -> new RandomWalk(1, 4 * index));
      policy("PCT, depth 3", seconds, index -> new Pct(1, index, 3, counts));
      policy("POS", seconds, index -> new Pos(1, index));
      policy("SURW", seconds, index -> Surw.oneObject(1, index, counts));
      policy("URW", seconds, index -> Surw.everyStep(1, index, counts));
      search("3 preemptions", seconds, () -> new BoundedSearch(3, 0));
      search("sleep sets", seconds, () -> new SleepSetSearch(0));
      search("source-DPOR", seconds, () -> new SourceDpor(0));
    }
  }

  private static Machine run(Scheduler scheduler) {
    Machine machine = new Machine(PROFILE, scheduler, OPTIONS);
    Toy.spawn(machine);
    RunEnd end = machine.run();
    if (end != RunEnd.COMPLETED) {
      throw new AssertionError(end + " " + machine.violations());
    }
    return machine;
  }

  private static void policy(String name, double seconds, Policy policy) {
    long schedules = 0;
    long steps = 0;
    long start = now();
    long elapsed;
    do {
      for (int i = 0; i < 100; i++) {
        steps += run(policy.of(schedules++)).steps();
      }
      elapsed = now() - start;
    } while (elapsed < seconds * 1e9);
    print(name, schedules, steps, elapsed, "");
  }

  /** Searches again from the beginning until the time is over. */
  private static void search(String name, double seconds, Supplier<Search> fresh) {
    long schedules = 0;
    long steps = 0;
    long start = now();
    long elapsed;
    SearchProgress whole = null;
    do {
      Search search = fresh.get();
      while (search.hasNext() && (schedules % 64 != 0 || now() - start < seconds * 1e9)) {
        steps += run(search.next()).steps();
        schedules++;
      }
      elapsed = now() - start;
      whole = search.progress().exhausted() || whole == null ? search.progress() : whole;
    } while (elapsed < seconds * 1e9);
    print(name, schedules, steps, elapsed, "  " + whole);
  }

  private static void print(String name, long schedules, long steps, long elapsed, String remark) {
    System.out.printf(
        Locale.ROOT,
        "%-18s %9.0f schedules/s %6.1f ns/step %5.1f steps%s%n",
        name,
        schedules * 1e9 / elapsed,
        (double) elapsed / steps,
        (double) steps / schedules,
        remark);
  }
}

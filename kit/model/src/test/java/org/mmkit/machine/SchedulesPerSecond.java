// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.Locale;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.machine.policy.VirtualTime;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.mm.MmCost;

/**
 * Prints how many random schedules of a program of about fifty visible steps run in a second, and
 * what a step and a switch cost. Run by hand; arguments: seconds per figure (default 3).
 */
public final class SchedulesPerSecond {

  private static final MachineProfile PROFILE = MachineProfile.byName("xeon-e5-2680-2018");

  private SchedulesPerSecond() {}

  /** Measures both kinds of fiber, as far as they work here. */
  public static void main(String[] arguments) {
    double seconds = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 3;
    System.out.println("Java " + Runtime.version() + ", " + FiberChoice.of(FiberKind.AUTO));
    for (FiberKind kind : new FiberKind[] {FiberKind.CONTINUATION, FiberKind.THREAD}) {
      if (kind == FiberKind.CONTINUATION && !Continuations.OBSTACLE.isEmpty()) {
        System.out.println("CONTINUATION: " + Continuations.OBSTACLE);
        continue;
      }
      for (int repeat = 0; repeat < 3; repeat++) {
        measure(kind, seconds);
      }
      alternatingTasks(kind, kind == FiberKind.THREAD ? 100_000 : 5_000_000);
    }
    loneTask();
  }

  private static void measure(FiberKind kind, double seconds) {
    MachineOptions options = MachineOptions.defaults().withFibers(kind).withCpus(4);
    long schedules = 0;
    long steps = 0;
    long picks = 0;
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    long now;
    do {
      for (int i = 0; i < 100; i++) {
        Machine machine = new Machine(PROFILE, new RandomWalk(1, schedules++), options);
        Toy.spawn(machine);
        RunEnd how = machine.run();
        if (how != RunEnd.COMPLETED) {
          throw new AssertionError(how + " " + machine.violations());
        }
        steps += machine.steps();
        picks += machine.schedule().size();
      }
      now = System.nanoTime();
    } while (now < end);
    double elapsed = now - start;
    System.out.printf(
        Locale.ROOT,
        "%-12s %9.0f schedules/s %7.1f ns/step %5.1f steps %5.1f decisions%n",
        kind,
        schedules / elapsed * 1e9,
        elapsed / steps,
        (double) steps / schedules,
        (double) picks / schedules);
  }

  /** Two tasks of which each step switches to the other. */
  private static void alternatingTasks(FiberKind kind, int steps) {
    Scheduler other =
        new Scheduler() {
          @Override
          public Task pick(Task[] runnable, int count, Task current) {
            return count == 2 && runnable[0] == current ? runnable[1] : runnable[0];
          }

          @Override
          public int choose(ChoiceKind choice, int options) {
            return 0;
          }
        };
    for (int repeat = 0; repeat < 3; repeat++) {
      Machine machine =
          new Machine(
              PROFILE,
              other,
              MachineOptions.defaults().withFibers(kind).withStepLimit(100_000_000));
      for (int t = 0; t < 2; t++) {
        machine.spawn(
            "t" + t,
            t,
            () -> {
              for (int i = 0; i < steps / 2; i++) {
                machine.step(StepKind.PTE_WRITE, i, Access.WRITE);
              }
            });
      }
      long start = System.nanoTime();
      machine.run();
      System.out.printf(
          Locale.ROOT,
          "%-12s %.0f ns/step where each step switches%n",
          kind,
          (System.nanoTime() - start) / (double) machine.steps());
    }
  }

  private static void loneTask() {
    for (int repeat = 0; repeat < 3; repeat++) {
      Machine machine =
          new Machine(
              PROFILE, new VirtualTime(), MachineOptions.defaults().withStepLimit(100_000_000));
      long start = System.nanoTime();
      machine.spawn(
          "alone",
          0,
          () -> {
            for (int i = 0; i < 50_000_000; i++) {
              machine.step(StepKind.PTE_WRITE, i, Access.WRITE, MmCost.ZAP_PTE, 1);
            }
          });
      machine.run();
      System.out.printf(
          Locale.ROOT, "one task: %.2f ns/step%n", (System.nanoTime() - start) / 50_000_000.0);
    }
  }
}

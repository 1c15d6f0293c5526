// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.machine.policy.SplitMix64;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.mm.MmCost;

/**
 * A program of random tasks, most of which keep the rules while some break each of them: locks in
 * all modes, cells, queues, choices, signals, spawns, exceptions, and handlers that swallow an
 * abort.
 */
final class RandomProgram {

  private static final LockClass A = LockClass.of("a_sem");
  private static final LockClass B = LockClass.of("b_sem");
  private static final LockClass P = LockClass.nestable("ptl");

  private final long seed;
  private final List<String> seen = new ArrayList<>();
  private Machine machine;
  private RwSemaphore[] sems;
  private SpinLock[] spins;
  private OrderedCell[] cells;
  private WaitQueue queue;
  private int spawned;

  RandomProgram(long seed) {
    this.seed = seed;
  }

  /** Options of the machine: weak memory for each third program. */
  MachineOptions options() {
    MachineOptions options = MachineOptions.defaults();
    return (Math.floorMod(seed, 3) == 0 ? options.withWeakMemory() : options)
        .withStepLimit(400)
        .withLivelockLimit(150)
        .withTrace()
        .withLockLog();
  }

  /** Runs it and tells all that can be seen of the run. */
  String run(FiberKind fibers, Scheduler scheduler) {
    machine =
        new Machine(
            MachineProfile.byName("xeon-e5-2680-2018"), scheduler, options().withFibers(fibers));
    sems = new RwSemaphore[] {machine.newSemaphore(A), machine.newSemaphore(B)};
    spins =
        new SpinLock[] {
          new SpinLock(machine, P, machine.newId()), new SpinLock(machine, P, machine.newId())
        };
    cells =
        new OrderedCell[] {
          new OrderedCell(machine, machine.newId(), 0), new OrderedCell(machine, machine.newId(), 0)
        };
    queue = new WaitQueue(machine, "a wake-up");
    SplitMix64 random = new SplitMix64(seed);
    int tasks = 2 + random.nextInt(3);
    for (int i = 0; i < tasks; i++) {
      spawn(random.nextLong());
    }
    RunEnd end = machine.run();
    if (end == RunEnd.COMPLETED) {
      spawn(random.nextLong());
      end = machine.run();
    }
    return describe(end);
  }

  Schedule schedule() {
    return machine.schedule();
  }

  private void spawn(long bodySeed) {
    if (spawned < 6) {
      int number = spawned++;
      machine.spawn("t" + number, number % 4, () -> body(new SplitMix64(bodySeed), number));
    }
  }

  private void body(SplitMix64 random, int number) {
    int calls = 2 + random.nextInt(8);
    boolean hostile = random.nextInt(3) == 0;
    try {
      for (int i = 0; i < calls; i++) {
        call(random, number);
      }
    } catch (RunAborted aborted) {
      saw(number, "abort");
      if (!hostile) {
        throw aborted;
      }
    } finally {
      if (hostile) {
        sems[0].upWrite();
        sems[1].downWrite();
        spins[0].unlock();
        cells[0].write(99);
        saw(number, "finally " + machine.aborting() + " " + machine.current().name());
      }
    }
  }

  private void call(SplitMix64 random, int number) {
    RwSemaphore sem = sems[random.nextInt(8) == 0 ? 1 : 0];
    switch (random.nextInt(24)) {
      case 0, 1, 2 -> {
        sem.downWrite();
        work(random, number);
        sem.upWrite();
      }
      case 3, 4 -> {
        sem.downWrite();
        work(random, number);
        sem.downgradeWrite();
        work(random, number);
        sem.upRead();
      }
      case 5, 6, 7 -> {
        sem.downRead();
        work(random, number);
        sem.upRead();
      }
      case 8, 9 -> {
        int result = sem.downWriteKillable();
        saw(number, "killable " + result);
        if (result == 0) {
          work(random, number);
          sem.upWrite();
        }
      }
      case 10 -> {
        if (sem.tryDownRead()) {
          work(random, number);
          sem.upRead();
        }
      }
      case 11 -> machine.task(random.nextInt(machine.taskCount())).kill();
      case 12 -> saw(number, "sleep " + queue.sleepKillable());
      case 13, 14 -> saw(number, "woke " + queue.wakeAll());
      case 15 -> spawn(random.nextLong());
      case 16 -> saw(number, "id " + machine.newId() + " contended " + sem.isContended());
      case 17, 18 -> saw(number, "choice " + machine.choose(ChoiceKind.NEED_RESCHED, 3));
      case 19 -> rarely(random, number, sem);
      default -> work(random, number);
    }
  }

  private void work(SplitMix64 random, int number) {
    switch (random.nextInt(5)) {
      case 0 -> {
        spins[0].lock();
        machine.step(StepKind.PTE_WRITE, 7, Access.WRITE, MmCost.ZAP_PTE, 1 + random.nextInt(9));
        spins[0].unlock();
      }
      case 1 -> saw(number, "plain " + cells[0].read() + " " + cells[1].read());
      case 2 -> saw(number, "acquire " + cells[random.nextInt(2)].readAcquire());
      case 3 -> cells[random.nextInt(2)].write(random.nextInt(100));
      default -> cells[random.nextInt(2)].writeRelease(random.nextInt(100));
    }
  }

  private void rarely(SplitMix64 random, int number, RwSemaphore sem) {
    switch (random.nextInt(8)) {
      case 0 -> sem.upRead();
      case 1 -> sem.downgradeWrite();
      case 2 -> throw new IllegalArgumentException("thrown by " + number);
      case 3 -> sems[number % 2].downRead();
      case 4 -> machine.report(MachineRule.TWO_DOWNGRADED, "reported by " + number);
      case 5 -> throw machine.fatal(MachineRule.EXCLUSION, "fatal in " + number);
      case 6 -> spins[number % 2].lock();
      default -> {
        while (true) {
          machine.step(StepKind.PTE_READ, 3, Access.READ);
        }
      }
    }
  }

  private void saw(int number, String what) {
    seen.add("t" + number + " " + what);
  }

  private String describe(RunEnd end) {
    StringBuilder out = new StringBuilder("program " + seed + ": " + end + "\n");
    out.append("schedule ").append(machine.schedule()).append('\n');
    for (Violation violation : machine.violations()) {
      out.append(violation).append('\n');
    }
    for (int i = 0; i < machine.trace().size(); i++) {
      out.append(machine.trace().line(i)).append('\n');
    }
    machine.trace().notes().forEach(note -> out.append(note).append('\n'));
    for (LockHold hold : machine.lockLog().holds()) {
      out.append(hold).append('\n');
    }
    for (int i = 0; i < machine.taskCount(); i++) {
      Task task = machine.task(i);
      out.append(task).append(' ').append(task.clockPs()).append(' ').append(task.failure());
      out.append(task.ended() ? " ended\n" : "\n");
    }
    return out.append(String.join("\n", seen)).toString();
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.mmkit.machine.Access;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.LockClass;
import org.mmkit.machine.Machine;
import org.mmkit.machine.MachineOptions;
import org.mmkit.machine.OrderedCell;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.RwSemaphore;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.SpinLock;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.Task;
import org.mmkit.machine.WaitQueue;
import org.mmkit.machine.profile.MachineProfile;

/**
 * A program of a few tasks written as words, one text for each task: {@code W}rite lock, {@code
 * R}ead lock, {@code D}owngrade, {@code u}nlock, spin lock {@code L} and {@code l}, cells x and y
 * read by {@code x}, {@code y} and written by {@code X}, {@code Y}, a counter {@code +} read by
 * {@code c}, a step that touches nothing {@code .}, a choice {@code ?}, a flag posted {@code P} and
 * waited for {@code p}, attempts {@code r} and {@code w}, a look at the queue {@code q}, a killable
 * write lock {@code K} (to be followed by {@code u}), and a signal to the first task {@code !}. A
 * field that no step names is read by {@code h}, written by {@code H} and added to by {@code j}, on
 * the way from one step to the next.
 */
public final class SmallProgram {

  private static final MachineProfile XEON = MachineProfile.byName("xeon-e5-2680-2018");
  private static final LockClass SEM = LockClass.of("sem");
  private static final LockClass SPIN = LockClass.of("spin");

  private final String[] tasks;
  private final List<String> seen = new ArrayList<>();
  private Machine machine;
  private RwSemaphore sem;
  private SpinLock spin;
  private OrderedCell x;
  private OrderedCell y;
  private OrderedCell flag;
  private WaitQueue queue;
  private long counter;
  private long counted;
  private long beside;
  private long unnamed;

  public SmallProgram(String... tasks) {
    this.tasks = tasks;
  }

  /** Two to four tasks of balanced locks, cells and counters. */
  public static SmallProgram random(long seed, boolean odd) {
    Random random = new Random(seed);
    int size = 2 + random.nextInt(3);
    String[] tasks = new String[size];
    int parts = size == 2 ? 4 : 2;
    for (int t = 0; t < size; t++) {
      StringBuilder text = new StringBuilder();
      int length = 1 + random.nextInt(parts);
      for (int i = 0; i < length; i++) {
        text.append(part(random, odd));
      }
      tasks[t] = text.toString();
    }
    return new SmallProgram(tasks);
  }

  private static String part(Random random, boolean odd) {
    return switch (random.nextInt(odd ? 14 : 9)) {
      case 0 -> "W" + plain(random) + "u";
      case 1 -> "R" + plain(random) + "u";
      case 2 -> "W" + plain(random) + "D" + plain(random) + "u";
      case 3 -> "L" + plain(random) + "l";
      case 4 -> "RL" + plain(random) + "lu";
      case 9 -> "r" + plain(random);
      case 10 -> "w" + plain(random);
      case 11 -> "q";
      case 12 -> "K" + plain(random) + "u";
      case 13 -> "!";
      default -> plain(random);
    };
  }

  private static String plain(Random random) {
    return String.valueOf("xyXY+c.?hHj".charAt(random.nextInt(11)));
  }

  public String text() {
    return String.join(" | ", tasks);
  }

  public Machine run(Scheduler scheduler) {
    return run(scheduler, FiberKind.AUTO);
  }

  /** Runs it and returns the machine. */
  public Machine run(Scheduler scheduler, FiberKind fibers) {
    seen.clear();
    counter = 0;
    beside = 0;
    machine =
        new Machine(
            XEON,
            scheduler,
            MachineOptions.defaults().withCpus(4).withFibers(fibers).withStepLimit(200));
    sem = machine.newSemaphore(SEM);
    spin = new SpinLock(machine, SPIN, machine.newId());
    x = new OrderedCell(machine, machine.newId(), 0);
    y = new OrderedCell(machine, machine.newId(), 0);
    flag = new OrderedCell(machine, machine.newId(), 0);
    queue = new WaitQueue(machine, "a post");
    counted = machine.newId();
    unnamed = machine.newId();
    for (int t = 0; t < tasks.length; t++) {
      String text = tasks[t];
      char name = (char) ('a' + t);
      machine.spawn(String.valueOf(name), t, () -> body(name, text));
    }
    RunEnd end = machine.run();
    if (end == RunEnd.FAILED) {
      throw new AssertionError(text(), machine.task(0).failure());
    }
    return machine;
  }

  /** What the tasks of the last run have seen, in the order of each task, and how it ended. */
  public String outcome() {
    List<String> sorted = new ArrayList<>(seen);
    Collections.sort(sorted);
    StringBuilder out = new StringBuilder(String.join(" ", sorted));
    out.append(" x").append(x.peek()).append(" y").append(y.peek()).append(" +").append(counter);
    out.append(" h").append(beside);
    for (Task task : allTasks()) {
      out.append(task.ended() ? "" : " " + task.name() + " is left");
    }
    machine.violations().forEach(v -> out.append(' ').append(v.rule()));
    return out.toString();
  }

  private List<Task> allTasks() {
    List<Task> all = new ArrayList<>();
    for (int id = 0; id < machine.taskCount(); id++) {
      all.add(machine.task(id));
    }
    return all;
  }

  private void body(char name, String text) {
    boolean holds = true;
    int position = 0;
    for (char word : text.toCharArray()) {
      String at = "" + name + position++ + word;
      switch (word) {
        case 'W' -> sem.downWrite();
        case 'R' -> sem.downRead();
        case 'D' -> sem.downgradeWrite();
        case 'K' -> {
          holds = sem.downWriteKillable() == 0;
          saw(at, holds ? 1 : 0);
        }
        case 'u' -> {
          if (holds) {
            if (sem.heldWriteBy(machine.current())) {
              sem.upWrite();
            } else {
              sem.upRead();
            }
          }
          holds = true;
        }
        case 'L' -> spin.lock();
        case 'l' -> spin.unlock();
        case 'x' -> saw(at, x.readAcquire());
        case 'y' -> saw(at, y.readAcquire());
        case 'X' -> x.writeRelease(100 * name + position);
        case 'Y' -> y.writeRelease(100 * name + position);
        case '+' -> {
          machine.step(StepKind.COUNTER, counted, Access.ADD);
          counter++;
        }
        case 'c' -> {
          machine.step(StepKind.COUNTER, counted, Access.READ);
          saw(at, counter);
        }
        case 'h' -> {
          machine.touched().add(unnamed, Access.READ);
          saw(at, beside);
        }
        case 'H' -> {
          machine.touched().add(unnamed, Access.WRITE);
          beside = 100 * name + position;
        }
        case 'j' -> {
          machine.touched().add(unnamed, Access.ADD);
          beside++;
        }
        case '.' -> machine.step(StepKind.GAP, 0, Access.NONE);
        case '?' -> saw(at, machine.choose(ChoiceKind.NEED_RESCHED, 2));
        case 'P' -> {
          flag.writeRelease(1);
          queue.wakeAll();
        }
        case 'p' -> saw(at, flag.readAcquire() != 0 ? 0 : queue.sleepKillable());
        case 'r' -> {
          boolean got = sem.tryDownRead();
          saw(at, got ? 1 : 0);
          if (got) {
            sem.upRead();
          }
        }
        case 'w' -> {
          boolean got = sem.tryDownWrite();
          saw(at, got ? 1 : 0);
          if (got) {
            sem.upWrite();
          }
        }
        case 'q' -> saw(at, sem.isContended() ? 1 : 0);
        case '!' -> {
          machine.step(StepKind.USER_EVENT, 0, Access.WRITE);
          machine.task(0).kill();
        }
        default -> throw new IllegalArgumentException(text);
      }
      if (machine.current().killed()) {
        saw(at, -1);
        if (holds && sem.heldWriteBy(machine.current())) {
          sem.upWrite();
        } else if (sem.heldReadBy(machine.current())) {
          sem.upRead();
        }
        if (spin.heldBy(machine.current())) {
          spin.unlock();
        }
        return;
      }
    }
  }

  private void saw(String at, long value) {
    if (!machine.aborting()) {
      seen.add(at + value);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.List;
import org.mmkit.machine.Machine;
import org.mmkit.machine.policy.SplitMix64;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.uapi.Errno;

/** One task of a load: what it knows, and how it walks through its lines. */
final class LoadTask {
  private static final long PS_PER_NS = 1000;

  /** How far user time is varied: a part in ten on either side. */
  private static final int JITTER = 10;

  private final LoadRun run;
  private final Space space;
  private final int index;
  private final long[] own;
  private final SplitMix64 random;
  private final TaskSyscalls syscalls;
  private final TaskMemory memory;
  private final Children children;
  private long round;
  private boolean exited;

  LoadTask(LoadRun run, TaskStruct task, Space space, int index, long seed) {
    this.run = run;
    this.space = space;
    this.index = index;
    this.own = new long[run.names().ownCount()];
    this.random = new SplitMix64(seed);
    this.syscalls = new TaskSyscalls(run, this, task);
    this.memory = new TaskMemory(run, this, task);
    this.children = new Children(run, this, task);
  }

  TaskSyscalls syscalls() {
    return syscalls;
  }

  TaskMemory memory() {
    return memory;
  }

  Space space() {
    return space;
  }

  int index() {
    return index;
  }

  int tasks() {
    return run.point().tasks();
  }

  long round() {
    return round;
  }

  long size(int slot) {
    return run.size(slot);
  }

  long sharedVariable(int slot) {
    return space.variables[slot];
  }

  long ownVariable(int slot) {
    return own[slot];
  }

  long setShared(int slot, long value) {
    space.variables[slot] = value;
    return value;
  }

  long setOwn(int slot, long value) {
    own[slot] = value;
    return value;
  }

  /** A child begins with its parent's variables. */
  void takeVariables(LoadTask parent) {
    System.arraycopy(parent.own, 0, own, 0, own.length);
    round = parent.round;
  }

  /** {@code rnd(low,high)}. */
  long anyOf(long low, long high) {
    if (high < low) {
      throw run.trouble()
          .unusable("asks for rnd(" + low + "," + high + "): the lower bound is first");
    }
    return random(low, high);
  }

  /** A number from low to high, both included. */
  long random(long low, long high) {
    return high <= low ? low : low + Long.remainderUnsigned(random.nextLong(), high - low + 1);
  }

  long notZero(long divisor) {
    if (divisor == 0) {
      throw run.trouble().unusable("divides by zero");
    }
    return divisor;
  }

  private long notNegative(String call, long value) {
    if (value < 0) {
      throw run.trouble().unusable("calls " + call + "(" + value + "): no number below 0 will do");
    }
    return value;
  }

  /** The time with which the program is busy between two rounds. */
  void userTime() {
    run.machine().delay(varied(run.gapPs()));
  }

  private long varied(long ps) {
    return ps - ps / JITTER + random(0, 2 * (ps / JITTER));
  }

  long count(long count) {
    run.machine().ahead().meet();
    if (index < tasks()) {
      run.meter().count(index, notNegative("count", count));
    }
    return 0;
  }

  long think(long ns) {
    run.machine().delay(varied(notNegative("think", ns) * PS_PER_NS));
    return 0;
  }

  long sync() {
    run.barrier().await();
    return 0;
  }

  long fork() {
    return children.fork();
  }

  long awaitChildren() {
    return children.await();
  }

  long exit() {
    exited = true;
    return 0;
  }

  boolean exited() {
    return exited;
  }

  /** Carries lines out once. */
  void once(List<Line> lines) {
    for (Line line : lines) {
      if (line.isOf(index)) {
        for (Statement statement : line.statements()) {
          if (exited) {
            return;
          }
          carryOut(statement);
        }
      }
    }
  }

  /** Whether the point is still measured; rests while what lies beside is set up anew. */
  boolean goesOn() {
    run.machine().ahead().meet();
    if (index < tasks()) {
      run.beside().rest();
    }
    return !run.meter().check();
  }

  /** Carries lines out until the point has been measured. */
  void forEver(List<Line> lines) {
    Machine machine = run.machine();
    run.meter().enter(index);
    while (goesOn() && !machine.aborting()) {
      once(lines);
      userTime();
      round++;
      machine.ahead().meet();
      if (run.meter().isInVain(index)) {
        throw run.trouble().unusable("goes round and counts nothing; let each round count");
      }
    }
    run.barrier().open();
  }

  /** When the point has been measured nobody waits in {@code sync()}: then calls may fail. */
  private void carryOut(Statement statement) {
    long result = statement.action().run(this);
    if (result < 0 && !statement.mayFail() && !isOver()) {
      run.trouble()
          .failed(statement, TaskMemory.isSignal(result) ? TaskMemory.name(result) : name(result));
    }
  }

  private boolean isOver() {
    return run.meter().stopped() || run.machine().aborting();
  }

  private static String name(long result) {
    return Errno.name(result);
  }
}

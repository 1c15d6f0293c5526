// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import org.mmkit.machine.profile.MachineCost;

/**
 * The machine's heart: runs one task at a time, asks the scheduler in place, blocks and wakes
 * tasks, and unwinds an aborted run.
 */
final class Engine {

  final Machine machine;
  final TaskTable tasks;
  final Decisions decisions;
  private final Fibers fibers;
  private final Trace trace;
  private final long stepLimit;
  private final long livelockLimit;
  private final long wakeCostPs;

  /** How long atomic operations occupy a line; null if they take no time. */
  private final CacheLines lines;

  /** The task that runs; null outside a run and after an abort, when the machine is inert. */
  Task running;

  private final Unwinding unwinding;
  private boolean inRun;
  private boolean everyStep;
  private long steps;
  private long lastChange;

  Engine(Machine machine, Scheduler scheduler, MachineOptions options, Trace trace) {
    this.machine = machine;
    this.decisions = new Decisions(this, scheduler, options.choices());
    this.trace = trace;
    this.fibers = Fibers.create(options.fibers());
    this.tasks = new TaskTable(options.limits().tasks());
    this.unwinding = new Unwinding(tasks, fibers);
    this.stepLimit = options.limits().steps();
    this.livelockLimit = options.limits().idleSteps();
    this.wakeCostPs =
        machine.profile().picoseconds(MachineCost.WAKE_UP)
            + machine.profile().picoseconds(MachineCost.CONTEXT_SWITCH);
    CacheLines timed = new CacheLines(machine.profile());
    this.lines = timed.areTimed() ? timed : null;
  }

  /** A line for a lock or a counter; null if operations on it take no time. */
  CacheLine newLine() {
    return lines == null ? null : new CacheLine(lines);
  }

  boolean aborting() {
    return unwinding.isOn();
  }

  boolean inRun() {
    return inRun;
  }

  long steps() {
    return steps;
  }

  Task current() {
    return running != null ? running : unwinding.task();
  }

  /** Whether a call to the machine has no effect: outside a run, and in one that was aborted. */
  boolean inert() {
    if (running != null) {
      return false;
    }
    unwinding.called();
    return true;
  }

  Task spawn(String name, int cpu, Runnable body) {
    Task spawner = running;
    Task task =
        new Task(
            this,
            tasks.size(),
            name,
            cpu,
            body,
            machine.weakMemory() ? tasks.knownAtSpawn(spawner) : null);
    task.clockPs = spawner == null ? tasks.latestClockPs() : spawner.clockPs;
    task.sliceStartPs = task.clockPs;
    if (aborting()) {
      task.state = TaskState.ENDED;
    } else {
      tasks.add(task);
      decisions.ready(task);
    }
    return task;
  }

  /** Whether the running task has had its CPU for a tick; if so, its next tick begins now. */
  boolean tickHasPassed() {
    if (running.clockPs - running.sliceStartPs < machine.profile().tickPs()) {
      return false;
    }
    running.sliceStartPs = running.clockPs;
    return true;
  }

  RunEnd run() {
    if (inRun) {
      throw new IllegalStateException("the machine is running already");
    }
    if (aborting()) {
      return unwinding.end();
    }
    everyStep = decisions.begin(machine);
    inRun = true;
    try {
      Task first = firstTask();
      if (first != null) {
        fibers.start(first);
      }
    } finally {
      inRun = false;
      running = null;
      unwinding.stop();
    }
    decisions.end(machine);
    return unwinding.end();
  }

  private Task firstTask() {
    try {
      running = pick(null);
      return running;
    } catch (RunAborted aborted) {
      return unwinding.next();
    }
  }

  /** A scheduling point before a visible step. */
  void step(StepKind kind, long object, Access access, long count) {
    Task task = running;
    task.pend(kind, object, access);
    if (tasks.runnableCount() > 1 || everyStep) {
      Task next = pick(task);
      if (next != task) {
        switchTo(task, next);
      }
    }
    steps++;
    if (kind.changes()) {
      lastChange = steps;
    }
    if (steps > stepLimit || steps - lastChange > livelockLimit) {
      throw limitReached();
    }
    if (trace != null) {
      trace.add(task.id(), kind, object, access, count, task.clockPs);
    }
  }

  private RunAborted limitReached() {
    return steps > stepLimit
        ? machine.reports().stepLimit(running, stepLimit)
        : machine.reports().livelock(running, livelockLimit);
  }

  /**
   * Suspends the running task, which has queued itself, until it is woken and picked. Returns false
   * if a signal woke it.
   */
  boolean block(Waitable on, boolean write, boolean killable) {
    Task task = running;
    task.waitingFor = on;
    task.waitsToWrite = write;
    task.waitsKillable = killable;
    task.interrupted = false;
    task.state = TaskState.BLOCKED;
    tasks.removeRunnable(task);
    decisions.unready(task);
    machine.waitForGraph().check(task);
    note(task, Trace.Sort.WAITS, on);
    Task next = pick(null);
    if (next == null) {
      throw standstill();
    }
    switchTo(task, next);
    note(task, task.interrupted ? Trace.Sort.INTERRUPTED : Trace.Sort.GOES_ON, on);
    return !task.interrupted;
  }

  private void note(Task task, Trace.Sort sort, Waitable on) {
    if (trace != null) {
      String what = on instanceof Lock lock ? lock.lockClass().name() : on.label();
      trace.note(task.id(), sort, what);
    }
  }

  /** Lets a sleeper that was taken out of its queue go on, once its CPU has switched to it. */
  void wake(Task task) {
    wake(task, wakeCostPs);
  }

  /** Lets a waiter that was taken out of its queue go on, that much later than now. */
  void wake(Task task, long delayPs) {
    task.waitingFor = null;
    task.state = TaskState.RUNNABLE;
    task.pend(StepKind.TASK_RESUME, 0, Access.NONE);
    tasks.makeRunnable(task);
    if (running != null) {
      task.resumeAt(running.clockPs + delayPs);
    }
    task.sliceStartPs = task.clockPs;
    decisions.ready(task);
  }

  /** Makes one task's doings until now known to another. */
  void publish(Task from, Task to) {
    if (machine.weakMemory()) {
      to.knows.join(from.knows);
      from.knows.tick(from.id());
    }
  }

  /** A task's body has come to its end; says which task goes on, null if the run is over. */
  Task ended(Task task) {
    task.state = TaskState.ENDED;
    task.fiber = null;
    if (aborting()) {
      return unwinding.next();
    }
    running = task;
    try {
      if (task.failure() != null) {
        throw abort(RunEnd.FAILED);
      }
      machine.reports().requireNoLocks(task, "ends");
      tasks.removeRunnable(task);
      decisions.unready(task);
      Task next = pick(null);
      if (next == null && tasks.anyBlocked()) {
        throw standstill();
      }
      running = next;
      return next;
    } catch (RunAborted aborted) {
      return unwinding.next();
    }
  }

  /** From now on every call is inert; the caller throws what is returned. */
  RunAborted abort(RunEnd how) {
    if (aborting()) {
      inert();
    } else {
      unwinding.begin(how, running);
      running = null;
    }
    return RunAborted.INSTANCE;
  }

  private RunAborted standstill() {
    return machine.reports().deadlock(machine.waitForGraph().describeStandstill(tasks));
  }

  private Task pick(Task current) {
    return decisions.pick(tasks, current);
  }

  private void switchTo(Task from, Task next) {
    running = next;
    try {
      fibers.switchTo(from, next);
    } catch (IllegalStateException pinned) {
      running = from;
      throw machine.reports().staticInitialiser(from);
    } catch (Error noStackOrMemory) {
      running = from;
      throw noStackOrMemory;
    }
    if (aborting()) {
      throw RunAborted.INSTANCE;
    }
  }
}

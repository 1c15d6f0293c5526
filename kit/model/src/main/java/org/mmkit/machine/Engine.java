// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import org.jspecify.annotations.Nullable;

/**
 * The machine's heart: runs one task at a time, asks the scheduler in place, and unwinds an aborted
 * run.
 */
final class Engine {

  final Machine machine;
  final TaskTable tasks;
  final Decisions decisions;
  private final Fibers fibers;
  private final @Nullable Trace trace;
  private final long stepLimit;
  private final long livelockLimit;
  final Timing timing;
  final Cpus cpus;
  final Waits waits;
  final RunAhead ahead;

  /** The task that runs; null outside a run and after an abort, when the machine is inert. */
  @Nullable Task running;

  private final Unwinding unwinding;
  private boolean inRun;
  private boolean everyStep;
  private long steps;
  private long lastChange;

  final Touched touched = new Touched();

  /** Who looks on at the steps; null if nobody does. */
  @Nullable StepWatch watch;

  Engine(Machine machine, Scheduler scheduler, MachineOptions options, @Nullable Trace trace) {
    this.machine = machine;
    this.decisions = new Decisions(this, scheduler, options.choices());
    this.trace = trace;
    this.fibers = Fibers.create(options.fibers());
    this.tasks = new TaskTable(options.limits().tasks());
    this.unwinding = new Unwinding(tasks, fibers);
    this.stepLimit = options.limits().steps();
    this.livelockLimit = options.limits().idleSteps();
    this.timing = new Timing(machine);
    this.cpus = timing.cpus(tasks, decisions);
    this.waits = new Waits(this, timing, cpus, trace);
    this.ahead = new RunAhead(this, options.stepByStep());
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

  /** The task that runs or is being unwound; null outside a run. */
  @Nullable Task current() {
    return running != null ? running : unwinding.task();
  }

  /** The same, where there must be one. */
  Task running() {
    Task task = current();
    if (task == null) {
      throw new IllegalStateException("no task runs");
    }
    return task;
  }

  /**
   * The task that calls the machine; null if the call has no effect: outside a run, and in one that
   * was aborted.
   */
  @Nullable Task caller() {
    Task task = running;
    if (task == null) {
      unwinding.called();
    }
    return task;
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
            machine.weakMemory() ? tasks.knownAtSpawn(spawner) : new VectorClock());
    task.clockPs = spawner == null ? tasks.latestClockPs() : spawner.clockPs;
    task.sliceStartPs = task.clockPs;
    if (aborting()) {
      task.state = TaskState.ENDED;
    } else {
      tasks.add(task);
      cpus.arrive(task);
    }
    return task;
  }

  /** Whether the running task has had its CPU for a tick; if so, its next tick begins now. */
  boolean tickHasPassed() {
    Task task = running;
    if (task == null || task.clockPs - task.sliceStartPs < machine.profile().tickPs()) {
      return false;
    }
    task.sliceStartPs = task.clockPs;
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
    touched.begin(everyStep);
    inRun = true;
    try {
      Task first = firstTask();
      if (first != null) {
        fibers.start(first);
      }
    } finally {
      inRun = false;
      touched.end();
      running = null;
      unwinding.stop();
    }
    decisions.end(machine);
    return unwinding.end();
  }

  private @Nullable Task firstTask() {
    try {
      Task first = decisions.pickOther(tasks);
      running = first;
      return first;
    } catch (RunAborted aborted) {
      return unwinding.next();
    }
  }

  /** Charges the running task, then is a scheduling point before a visible step of it. */
  void step(StepKind kind, long object, Access access, long costPs, long count) {
    Task task = caller();
    if (task == null) {
      return;
    }
    task.clockPs += costPs;
    task.takeInterrupts();
    task.pend(kind, object, access);
    if (timing.slices && (kind == StepKind.USER_ACCESS || kind == StepKind.SYSCALL_ENTER)) {
      mayYield(task);
    }
    if (task.runsAhead) {
      ahead.takes(task);
    } else {
      letEarlierGoOn(task);
    }
    steps++;
    if (kind.changes()) {
      lastChange = steps;
    }
    if (steps > stepLimit || steps - lastChange > livelockLimit) {
      throw limitReached(task);
    }
    if (watch != null) {
      watch.takes(task.id(), kind);
    }
    if (trace != null) {
      trace.add(task.id(), kind, object, access, count, task.clockPs);
    }
  }

  /** Another task may be the one that takes the next step; returns when it is this one. */
  void letEarlierGoOn(Task task) {
    if (tasks.runnableCount() > 1 || everyStep) {
      Task next = decisions.pick(tasks, task);
      if (next != task) {
        switchTo(task, next);
      }
    }
  }

  private RunAborted limitReached(Task last) {
    return steps > stepLimit
        ? machine.reports().stepLimit(last, stepLimit)
        : machine.reports().livelock(last, livelockLimit);
  }

  /** Suspends the running task, which cannot go on, until it is picked again. */
  void giveWay(Task task) {
    Task next = decisions.pickOther(tasks);
    if (next == null) {
      throw standstill();
    }
    switchTo(task, next);
  }

  /**
   * A point at which a task gives its CPU to another one that waits for it, if its time is over.
   */
  void mayYield(Task task) {
    if (timing.slices && cpus.isOver(task)) {
      cpus.rotate(task);
      Task next = decisions.pickOther(tasks);
      if (next != null) {
        switchTo(task, next);
      }
    }
  }

  /** A task's body has come to its end; says which task goes on, null if the run is over. */
  @Nullable Task ended(Task task) {
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
      cpus.leave(task);
      cpus.free(task, task.clockPs);
      Task next = decisions.pickOther(tasks);
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
      unwinding.called();
    } else {
      unwinding.begin(how, running);
      running = null;
    }
    return RunAborted.INSTANCE;
  }

  private RunAborted standstill() {
    return machine.reports().deadlock(machine.waitForGraph().describeStandstill(tasks));
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

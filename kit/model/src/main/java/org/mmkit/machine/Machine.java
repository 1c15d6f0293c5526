// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.profile.Cost;
import org.mmkit.machine.profile.MachineProfile;

/**
 * A deterministic multi-core machine: what it does is a function of the bodies of its tasks and of
 * its {@link Schedule} alone.
 *
 * <p>The model calls {@link #step} before each visible operation; there, and only there and where a
 * task blocks, another task may run. Outside a run, and once a run was aborted, steps and locks do
 * nothing.
 */
public final class Machine {

  private final MachineProfile profile;
  private final MachineOptions options;
  private final Trace trace;
  private final LockLog lockLog;
  private final Lives lives = new Lives();
  private final ViolationLog violations = new ViolationLog();
  private final WaitForGraph waitForGraph = new WaitForGraph(this);
  private final LockDependency lockDependency = new LockDependency(this);
  private final Engine engine;
  private final int choiceKinds;
  private int choicesLeft;
  private int idsOutsideTasks;

  /**
   * A machine without tasks.
   *
   * @throws IllegalStateException if fibers of the kind wanted do not work here
   */
  public Machine(MachineProfile profile, Scheduler scheduler, MachineOptions options) {
    this.profile = profile;
    this.options = options;
    this.trace = new Trace(options.recordTrace());
    this.lockLog = new LockLog(options.lockLog());
    this.choiceKinds = maskOf(options.choices());
    this.choicesLeft = choiceKinds;
    this.engine = new Engine(this, scheduler, options, options.recordTrace() ? trace : null);
  }

  private static int maskOf(Set<ChoiceKind> kinds) {
    int mask = 0;
    for (ChoiceKind kind : kinds) {
      mask |= 1 << kind.ordinal();
    }
    return mask;
  }

  /** Costs and CPUs. */
  public MachineProfile profile() {
    return profile;
  }

  /** What it was told to do, and its limits. */
  public MachineOptions options() {
    return options;
  }

  /** Number of CPUs. */
  public int cpus() {
    return options.cpus() == 0 ? profile.cpus() : options.cpus();
  }

  /**
   * Adds a task. Its clock starts at the spawner's, or at the latest of all if none runs.
   *
   * @throws IllegalArgumentException if there is no such CPU
   * @throws IllegalStateException if there are too many tasks
   */
  public Task spawn(String name, int cpu, Runnable body) {
    if (cpu < 0 || cpu >= cpus()) {
      throw new IllegalArgumentException(
          "task '" + name + "': CPU " + cpu + " of a machine with " + cpus());
    }
    return engine.spawn(name, cpu, body);
  }

  /**
   * Runs until all tasks have ended or the run is aborted. May be called again after further
   * spawns; after an abort it only says again how the run ended.
   *
   * @throws RuntimeException what the scheduler threw, such as {@link ReplayDivergence}
   */
  public RunEnd run() {
    return engine.run();
  }

  /**
   * Adds a task and runs it on the caller's own stack, which saves a fiber; for code that spawns
   * nothing and ends when it is aborted, at a time when no other task is left.
   *
   * @throws IllegalStateException if another task is left
   */
  public RunEnd runAlone(String name, int cpu, Runnable body) {
    spawn(name, cpu, body);
    return engine.runAlone();
  }

  /**
   * Asks another scheduler from the next run on.
   *
   * @throws IllegalStateException during a run
   */
  public void setScheduler(@Nullable Scheduler scheduler) {
    if (engine.inRun()) {
      throw new IllegalStateException("the machine is running");
    }
    engine.decisions.ask(scheduler);
  }

  /** The task that runs, or null outside a run. */
  public Task current() {
    return engine.current();
  }

  /** Whether the run was aborted: nothing has an effect any more. */
  public boolean aborting() {
    return engine.aborting();
  }

  /** A scheduling point; the caller carries the operation out when it returns. */
  public void step(StepKind kind, long object, Access access) {
    if (!engine.inert()) {
      engine.step(kind, object, access, 1);
    }
  }

  /** Charges the current task for the work, then is a scheduling point as the other step. */
  public void step(StepKind kind, long object, Access access, Cost cost, long count) {
    if (!engine.inert()) {
      engine.running.clockPs += profile.picoseconds(cost) * count;
      engine.step(kind, object, access, count);
    }
  }

  /** Charges the current task for work; no scheduling point. */
  public void charge(Cost cost, long count) {
    if (!engine.inert()) {
      engine.running.clockPs += profile.picoseconds(cost) * count;
    }
  }

  /** Lets time pass for the current task, then is a scheduling point: how a task arrives late. */
  public void delay(long picoseconds) {
    if (!engine.inert()) {
      engine.running.clockPs += picoseconds;
      engine.step(StepKind.GAP, 0, Access.NONE, 1);
    }
  }

  /**
   * Whether choices are left to the scheduler from now on, as far as the options say so; if not,
   * option 0 of each is taken. Keeps a set-up out of what is searched.
   */
  public void leaveChoices(boolean on) {
    choicesLeft = on ? choiceKinds : 0;
  }

  /**
   * A choice that is not about tasks, recorded in the schedule; 0 if nothing runs, or if choices of
   * this kind are not left to the scheduler.
   *
   * @param choices how many options there are
   */
  public int choose(ChoiceKind kind, int choices) {
    return engine.inert() || (choicesLeft & 1 << kind.ordinal()) == 0
        ? 0
        : engine.decisions.choose(kind, choices);
  }

  /**
   * A new object's id, which depends only on who makes it and how many objects that one made
   * before.
   */
  public long newId() {
    Task task = current();
    return task == null
        ? ObjectIds.of(-1, idsOutsideTasks++)
        : ObjectIds.of(task.id(), task.nextId());
  }

  /** A free semaphore; its id is the next {@link #newId}. */
  public RwSemaphore newSemaphore(LockClass lockClass) {
    return options.locks().semaphores().make(this, lockClass, newId());
  }

  /** The current task's clock in picoseconds; outside a run, the latest of all. */
  public long nowPs() {
    Task task = current();
    return task == null ? engine.tasks.latestClockPs() : task.clockPs;
  }

  /** Records that a rule was broken; the run goes on. A rule is recorded once. */
  public void report(Rule rule, String message) {
    report(rule, message, null);
  }

  /** As the other, of a thing that {@link #made} and {@link #freed} may know. */
  public void report(Rule rule, String message, Object subject) {
    if (!aborting() && !violations.contains(rule)) {
      violations.add(rule, message, current(), steps(), scene(subject));
    }
  }

  /** Calls back whenever a rule is found broken for the first time, while the run stands still. */
  public void whenBroken(Runnable callback) {
    violations.whenAdded(callback);
  }

  private Scene scene(Object subject) {
    return options.recordTrace() ? Scene.of(this, lives.of(subject)) : Scene.UNKNOWN;
  }

  /** Records that a rule was broken and aborts the run; never returns normally. */
  public RunAborted fatal(Rule rule, String message) {
    throw abort(RunEnd.VIOLATION, rule, message);
  }

  /** As the other, of a thing that {@link #made} and {@link #freed} may know. */
  public RunAborted fatal(Rule rule, String message, Object subject) {
    report(rule, message, subject);
    throw engine.abort(RunEnd.VIOLATION);
  }

  RunAborted abort(RunEnd how, Rule rule, String message) {
    report(rule, message);
    return engine.abort(how);
  }

  /** The rules broken so far. */
  public List<Violation> violations() {
    return violations.list();
  }

  /** The current task may not hold a lock now, because a system call of its returns. */
  public void assertNoLocksHeld() {
    assertNoLocksHeld("returns to user space");
  }

  void assertNoLocksHeld(String what) {
    Task task = engine.running;
    if (task != null && task.held.count() > 0) {
      throw fatal(
          MachineRule.LOCK_LEFT_HELD,
          task.label() + " " + what + " and still holds " + task.held.names());
    }
    if (task != null && task.rcuDepth > 0) {
      throw fatal(
          MachineRule.LOCK_LEFT_HELD,
          task.label() + " " + what + " inside an RCU read-side section");
    }
  }

  /** The current task may not hold a spin lock now, because it is about to do what may sleep. */
  public void assertMaySleep(String what) {
    Task task = engine.running;
    if (task != null && task.inAtomic()) {
      String where =
          task.rcuDepth > 0
              ? " inside an RCU read-side section"
              : " while it holds " + task.held.names();
      report(MachineRule.SLEEP_IN_ATOMIC, task.label() + " " + what + where);
    }
  }

  /** The current task enters the kernel, where it is not preempted. */
  public void enterKernel() {
    if (engine.running != null) {
      engine.running.enterKernel();
    }
  }

  /**
   * A point at which the current task would give its CPU back if the scheduler wanted it ({@code
   * cond_resched}); it may not hold a spin lock there. Nobody else runs.
   */
  public void condResched() {
    assertMaySleep("cond_resched");
    if (engine.running != null) {
      engine.running.passReschedulingPoint();
    }
  }

  /** Puts words between the step that was taken last and the next one, if steps are recorded. */
  public void note(Trace.Sort sort, String text) {
    if (options.recordTrace() && !aborting()) {
      trace.note(current() == null ? -1 : current().id(), sort, text);
    }
  }

  /**
   * Something came into being that may be freed and used afterwards, if steps are recorded.
   *
   * @param subject the thing itself, or a name for it
   */
  public void made(Object subject) {
    if (options.recordTrace() && !aborting()) {
      lives.made(subject, event());
    }
  }

  /** Something was freed, if steps are recorded. */
  public void freed(Object subject) {
    if (options.recordTrace() && !aborting()) {
      lives.freed(subject, event());
    }
  }

  private Life.Event event() {
    Task task = current();
    return new Life.Event(trace.size(), task == null ? -1 : task.id(), SourceLine.find());
  }

  /** Whether steps are recorded, so that it is worth making words for {@link #note}. */
  public boolean recordsTrace() {
    return options.recordTrace();
  }

  /** The steps recorded; empty unless recording is on. */
  public Trace trace() {
    return trace;
  }

  /** Number of visible steps taken. */
  public long steps() {
    return engine.steps();
  }

  /** The decisions made. */
  public Schedule schedule() {
    return engine.decisions.schedule;
  }

  /** The holds of semaphores; empty unless switched on. */
  public LockLog lockLog() {
    return lockLog;
  }

  /** Number of tasks spawned. */
  public int taskCount() {
    return engine.tasks.size();
  }

  /** The task of an id. */
  public Task task(int id) {
    if (id < 0 || id >= taskCount()) {
      throw new IndexOutOfBoundsException("task " + id + " of " + taskCount());
    }
    return engine.tasks.get(id);
  }

  /**
   * Whether it makes no difference to a task if it waits for a lock or asks for it when it is free,
   * as long as the same tasks have it before: locks are handed over in the order of asking, memory
   * is strong, and no signal is left to choice that could end the wait.
   */
  public boolean waitsAreNeutral() {
    return options.locks().keepTheOrderOfAsking()
        && !options.weakMemory()
        && (choiceKinds & 1 << ChoiceKind.SIGNAL.ordinal()) == 0;
  }

  boolean weakMemory() {
    return options.weakMemory();
  }

  Engine engine() {
    return engine;
  }

  /** How many tasks could go on now. */
  public int runnableCount() {
    return engine.tasks.runnableCount();
  }

  /** Whether a tick of the clock has passed since the running task got its CPU. */
  public boolean tickHasPassed() {
    return engine.tickHasPassed();
  }

  WaitForGraph waitForGraph() {
    return waitForGraph;
  }

  LockDependency lockDependency() {
    return lockDependency;
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.List;
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
  private final Recorder recorder;
  private final Reports reports = new Reports(this);
  private final LockLog lockLog;
  private final WaitForGraph waitForGraph = new WaitForGraph(this);
  private final LockDependency lockDependency = new LockDependency(this);
  private final Engine engine;
  private final Interrupts interrupts;
  private final KernelMode kernelMode = new KernelMode(this);
  private final DeferredCosts deferred;
  private int idsOutsideTasks;

  /**
   * A machine without tasks.
   *
   * @throws IllegalStateException if fibers of the kind wanted do not work here
   */
  public Machine(MachineProfile profile, Scheduler scheduler, MachineOptions options) {
    this.profile = profile;
    this.options = options;
    this.recorder = new Recorder(this, options.trace());
    this.deferred = new DeferredCosts(this);
    this.interrupts = new Interrupts(this, profile, cpus());
    this.lockLog = new LockLog(options.lockLog());
    this.engine =
        new Engine(
            this,
            scheduler,
            options,
            options.trace() == TraceDetail.NONE ? null : recorder.trace());
  }

  /** Interrupts from CPU to CPU. */
  public Interrupts interrupts() {
    return interrupts;
  }

  /** Tasks that run ahead of others. */
  public RunAhead ahead() {
    return engine.ahead;
  }

  /** Work that is paid for later. */
  public DeferredCosts deferredCosts() {
    return deferred;
  }

  /** What holds for the current task while it is in the kernel. */
  public KernelMode kernelMode() {
    return kernelMode;
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
   * Asks another scheduler from the next run on.
   *
   * @throws IllegalStateException during a run
   */
  public void setScheduler(Scheduler scheduler) {
    if (engine.inRun()) {
      throw new IllegalStateException("the machine is running");
    }
    engine.decisions.ask(scheduler);
  }

  /** Shows the steps from now on to somebody, or to nobody any more. */
  public void watch(@Nullable StepWatch watch) {
    engine.watch = watch;
  }

  /** The task that runs, or null outside a run. */
  public @Nullable Task current() {
    return engine.current();
  }

  /** The task that runs or is being unwound; an IllegalStateException outside a run. */
  public Task running() {
    return engine.running();
  }

  /** Whether the run was aborted: nothing has an effect any more. */
  public boolean aborting() {
    return engine.aborting();
  }

  /** What the step under way touches beside what it names. */
  public Touched touched() {
    return engine.touched;
  }

  /** A scheduling point; the caller carries the operation out when it returns. */
  public void step(StepKind kind, long object, Access access) {
    engine.step(kind, object, access, 0, 1);
  }

  /** Charges the current task for the work, then is {@link #step(StepKind, long, Access)}. */
  public void step(StepKind kind, long object, Access access, Cost cost, long count) {
    engine.step(kind, object, access, deferred.due(engine.running, cost, count), count);
  }

  /** Charges the current task for work; no scheduling point. */
  public void charge(Cost cost, long count) {
    Task task = engine.caller();
    if (task != null) {
      task.clockPs += deferred.due(task, cost, count);
    }
  }

  /** Lets time pass for the current task, then is a scheduling point: how a task arrives late. */
  public void delay(long picoseconds) {
    engine.step(StepKind.GAP, 0, Access.NONE, picoseconds, 1);
  }

  /**
   * Whether choices are left to the scheduler from now on, as far as the options say so; if not,
   * option 0 of each is taken. Keeps a set-up out of what is searched.
   */
  public void leaveChoices(boolean on) {
    engine.decisions.leaveChoices(on);
  }

  /**
   * A choice that is not about tasks, recorded in the schedule; 0 if nothing runs, or if choices of
   * this kind are not left to the scheduler.
   *
   * @param choices how many options there are
   */
  public int choose(ChoiceKind kind, int choices) {
    int option = engine.caller() == null ? 0 : engine.decisions.choose(kind, choices);
    if (option > 0) {
      recorder.note(Trace.Sort.CHANCE, kind.name());
    }
    return option;
  }

  /**
   * A new object's id, which depends only on the creating task and on how many objects it made
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
    reports.report(rule, message, null);
  }

  /** The same, about an object that the {@link #recorder} may know. */
  public void report(Rule rule, String message, Object subject) {
    reports.report(rule, message, subject);
  }

  /** Records that a rule was broken and aborts the run; never returns normally. */
  public RunAborted fatal(Rule rule, String message) {
    throw reports.abort(RunEnd.VIOLATION, rule, message, null);
  }

  /** The same, about an object that the {@link #recorder} may know. */
  public RunAborted fatal(Rule rule, String message, Object subject) {
    throw reports.abort(RunEnd.VIOLATION, rule, message, subject);
  }

  /** Calls back whenever a rule is found broken for the first time, while the run stands still. */
  public void whenBroken(Runnable callback) {
    reports.whenBroken(callback);
  }

  /** The rules broken so far. */
  public List<Violation> violations() {
    return reports.violations();
  }

  /** Keeps what happens in a run whose steps are recorded. */
  public Recorder recorder() {
    return recorder;
  }

  /** The steps recorded; empty unless recording is on. */
  public Trace trace() {
    return recorder.trace();
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

  boolean weakMemory() {
    return options.weakMemory();
  }

  Reports reports() {
    return reports;
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

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import org.jspecify.annotations.Nullable;

/** A simulated task: a thread of a process, on one CPU, with a virtual clock. */
public final class Task {

  private static final long NEVER = Long.MAX_VALUE;

  private final int id;
  private final String name;
  private final int cpu;
  private final Runnable body;
  private final Engine engine;

  /** What carries the task; belongs to the {@link Fibers} that started it. */
  @Nullable Object fiber;

  TaskState state = TaskState.RUNNABLE;
  final HeldLocks held = new HeldLocks();

  /** What it knows of the others' doings; kept only where memory is weak. */
  final VectorClock knows;

  /** What it knows if every lock does its duty; kept only where memory is weak. */
  final VectorClock shouldKnow;

  long clockPs;

  /** Whether it runs ahead; if so, its clock at its last step, and the steps that nobody saw. */
  boolean runsAhead;

  long duePs;
  long unseenSteps;

  /** What it has not paid for yet, of the kinds of work that are deferred. */
  long deferredPs;

  /** When the task last got its CPU or was last told to give it back. */
  long sliceStartPs;

  /** When it last came to a point at which it would have given its CPU back. */
  private long reschedulingPointPs;

  private long longestStretchPs;

  int inertCalls;

  /** Nested RCU read-side critical sections. */
  int rcuDepth;

  /** What the task waits for while it is blocked. */
  @Nullable Waitable waitingFor;

  /** When it joined the queue that it waits in. */
  long queuedPs;

  boolean waitsToWrite;

  /** Whether it waits for a lock without sleeping; for the cost of the handover alone. */
  boolean spins;

  /** Whether it spins for a semaphore beside its queue: it is blocked, but keeps its CPU. */
  boolean spinning;

  /** Whether it keeps its CPU although it is blocked. */
  boolean keepsCpu;

  /** When it last got its CPU, where a CPU runs one task at a time. */
  long onCpuSincePs;

  /** When the first interrupt came, or will come, that it has not lost time to yet. */
  private long interruptedFromPs = NEVER;

  /** How long they take. */
  private long interruptsPs;

  private long stalledPs;

  /** Whether it waits to write with the lock held for reading. */
  boolean waitsToUpgrade;

  boolean waitsKillable;

  boolean interrupted;

  @Nullable Task nextWaiter;

  private StepKind pendingKind = StepKind.TASK_START;
  private long pendingObject;
  private Access pendingAccess = Access.NONE;
  private int idCounter;
  private boolean killed;
  private @Nullable Throwable failure;

  Task(Engine engine, int id, String name, int cpu, Runnable body, VectorClock knows) {
    this.engine = engine;
    this.id = id;
    this.name = name;
    this.cpu = cpu;
    this.body = body;
    this.knows = knows;
    this.shouldKnow = knows.copy();
  }

  /** Number in the order of spawning, from 0. */
  public int id() {
    return id;
  }

  /** The name it was spawned with. */
  public String name() {
    return name;
  }

  /**
   * The CPU it runs on. Tasks on one CPU share its TLB; they are not kept from overlapping in time.
   */
  public int cpu() {
    return cpu;
  }

  /** Its clock in picoseconds. */
  public long clockPs() {
    return clockPs;
  }

  /** When it has its turn in virtual time: at its clock, unless it runs ahead. */
  public long duePs() {
    return runsAhead ? duePs : clockPs;
  }

  void enterKernel() {
    reschedulingPointPs = clockPs;
  }

  void passReschedulingPoint() {
    longestStretchPs = Math.max(longestStretchPs, clockPs - reschedulingPointPs);
    reschedulingPointPs = clockPs;
  }

  /** Its clock jumps because it has not been running: that is no stretch of keeping the CPU. */
  void resumeAt(long ps) {
    reschedulingPointPs += Math.max(0, ps - clockPs);
    awaitBusily(ps);
  }

  /** An interrupt comes to its CPU, and takes time there; several are taken one after the other. */
  void interrupt(long fromPs, long ps) {
    interruptedFromPs = Math.min(interruptedFromPs, fromPs);
    interruptsPs += ps;
  }

  /** Loses time to interrupts that have come by now. */
  void takeInterrupts() {
    if (interruptedFromPs <= clockPs) {
      stalledPs += interruptsPs;
      clockPs += interruptsPs;
      interruptsPs = 0;
      interruptedFromPs = NEVER;
    }
  }

  /** Waits for a time; interrupts that come before it take only what is beyond it. */
  void awaitBusily(long untilPs) {
    if (interruptedFromPs <= untilPs) {
      long overPs = Math.max(clockPs, interruptedFromPs) + interruptsPs;
      stalledPs += Math.max(0, overPs - untilPs);
      clockPs = Math.max(clockPs, Math.max(untilPs, overPs));
      interruptsPs = 0;
      interruptedFromPs = NEVER;
    } else {
      clockPs = Math.max(clockPs, untilPs);
    }
  }

  /** The time that it lost to interrupts of its CPU, in picoseconds. */
  public long stalledPs() {
    return stalledPs;
  }

  /**
   * The longest time for which it kept its CPU in the kernel without coming to a point at which it
   * would have given it back, in picoseconds.
   */
  public long longestStretchPs() {
    return longestStretchPs;
  }

  /** Kind of the step that it takes next when it is picked. */
  public StepKind pendingKind() {
    return pendingKind;
  }

  /** Id of the object that the pending step touches, or 0. */
  public long pendingObject() {
    return pendingObject;
  }

  /** How the pending step touches its object. */
  public Access pendingAccess() {
    return pendingAccess;
  }

  /** Whether the task has ended, normally or by an abort. */
  public boolean ended() {
    return state == TaskState.ENDED || state == TaskState.ABANDONED;
  }

  /** Whether the task could go on now if it were picked. */
  public boolean canGoOn() {
    return state == TaskState.RUNNABLE;
  }

  /** Whether the task waits for another one. */
  public boolean blocked() {
    return state == TaskState.BLOCKED;
  }

  /** Whether the task is blocked on a lock, not on a wait queue. */
  public boolean waitsForLock() {
    return state == TaskState.BLOCKED && waitingFor instanceof Lock;
  }

  /** What the body threw, or null. */
  public @Nullable Throwable failure() {
    return failure;
  }

  /** Whether a signal ended its last wait. */
  public boolean interrupted() {
    return interrupted;
  }

  /** Whether a fatal signal was sent to it. */
  public boolean killed() {
    return killed;
  }

  /** Sends a fatal signal: a killable wait ends with EINTR, now or when it begins. */
  public void kill() {
    if (engine.aborting()) {
      return;
    }
    killed = true;
    Waitable from = waitingFor;
    if (from != null && waitsKillable && !spinning) {
      boolean first = from.waiters.head() == this;
      from.waiters.remove(this);
      interrupted = true;
      engine.waits.wake(this);
      from.afterWithdrawal(first);
    }
  }

  void pend(StepKind kind, long object, Access access) {
    pendingKind = kind;
    pendingObject = object;
    pendingAccess = access;
  }

  /** Whether it may not sleep now. */
  boolean inAtomic() {
    return rcuDepth > 0 || held.holdsSpinLock();
  }

  int nextId() {
    return idCounter++;
  }

  /**
   * Runs the body and says which task goes on after it, null if the run is over; called on the
   * task's own fiber, once.
   */
  @Nullable Task execute() {
    try {
      body.run();
    } catch (Throwable thrown) {
      HeapReserve.giveUpAfter(thrown);
      if (!(thrown instanceof RunAborted && engine.aborting())) {
        failure = engine.aborting() ? null : thrown;
      }
    }
    return engine.ended(this);
  }

  /** What messages say it waits for while it is blocked. */
  String waitsFor() {
    return waitingFor == null ? "nothing" : waitingFor.label();
  }

  /** How messages name it: its number is another one in a smaller program. */
  String label() {
    return "task " + name;
  }

  @Override
  public String toString() {
    return label();
  }
}

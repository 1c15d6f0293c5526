// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import org.jspecify.annotations.Nullable;

/** How a task goes to sleep, or spins, and how it is woken. */
final class Waits {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;
  private static final int SHARE_BITS = 16;
  private static final int FRACTION = Long.SIZE - SHARE_BITS;

  private final Engine engine;
  private final Timing timing;
  private final Cpus cpus;
  private final @Nullable Trace trace;

  /** Wake-ups so far, where they do not all take the same time. */
  private long wakeUps;

  Waits(Engine engine, Timing timing, Cpus cpus, @Nullable Trace trace) {
    this.engine = engine;
    this.timing = timing;
    this.cpus = cpus;
    this.trace = trace;
  }

  /**
   * Suspends the running task, which has queued itself, until it is woken and picked. Returns false
   * if a signal woke it.
   */
  boolean block(Task task, Waitable on, boolean write, boolean killable) {
    task.waitingFor = on;
    task.waitsToWrite = write;
    task.waitsKillable = killable;
    task.interrupted = false;
    task.state = TaskState.BLOCKED;
    cpus.leave(task);
    task.keepsCpu = task.spinning || on instanceof SpinLock;
    if (!task.keepsCpu) {
      sleeps(task);
    }
    engine.machine.waitForGraph().check(task);
    note(task, Trace.Sort.WAITS, on);
    engine.giveWay(task);
    note(task, task.interrupted ? Trace.Sort.INTERRUPTED : Trace.Sort.GOES_ON, on);
    return !task.interrupted;
  }

  private void sleeps(Task task) {
    cpus.free(task, task.clockPs);
    if (timing.spinningLocks) {
      task.held.ownerSleeps();
    }
  }

  private void note(Task task, Trace.Sort sort, Waitable on) {
    if (trace != null) {
      String what = on instanceof Lock lock ? lock.lockClass().name() : on.label();
      trace.note(task.id(), sort, what);
    }
  }

  /** Lets a sleeper that was taken out of its queue go on, once its CPU has switched to it. */
  void wake(Task task) {
    wake(task, timing.wakePs + jitterPs());
    Task waker = engine.running;
    if (waker != null) {
      waker.clockPs += timing.wakerPs;
    }
  }

  /** Multiples of the golden ratio, less their whole parts: evenly spread, and no two alike. */
  private long jitterPs() {
    return timing.wakeJitterPs == 0
        ? 0
        : timing.wakeJitterPs * (++wakeUps * GOLDEN >>> FRACTION) >>> SHARE_BITS;
  }

  /** Lets a waiter that was taken out of its queue go on, that much later than now. */
  void wake(Task task, long delayPs) {
    task.waitingFor = null;
    task.state = TaskState.RUNNABLE;
    task.pend(StepKind.TASK_RESUME, 0, Access.NONE);
    Task waker = engine.running;
    if (waker != null) {
      task.resumeAt(waker.clockPs + delayPs);
    }
    task.sliceStartPs = task.clockPs;
    cpus.arrive(task);
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/**
 * A queue in which tasks sleep until they are woken, as the kernel's wait queues. No step is taken
 * between the caller's test and its sleep, nor by a wake-up: both belong to the step before them.
 */
public final class WaitQueue extends Waitable {

  private final Machine machine;
  private final Engine engine;
  private final String what;

  /**
   * An empty queue.
   *
   * @param what what its sleepers wait for, for messages
   */
  public WaitQueue(Machine machine, String what) {
    this.machine = machine;
    this.engine = machine.engine();
    this.what = what;
  }

  /** Sleeps until woken. */
  public void sleep() {
    Task task = engine.caller();
    if (task != null) {
      machine.kernelMode().assertMaySleep("sleeps for " + what);
      waiters.add(task);
      engine.waits.block(task, this, false, false);
    }
  }

  /** Waits until woken, but busily, as is allowed while holding a spin lock. */
  public void spin() {
    Task task = engine.caller();
    if (task != null) {
      waiters.add(task);
      engine.waits.block(task, this, false, false);
    }
  }

  /**
   * Sleeps until woken or killed.
   *
   * @return 0 or {@code -EINTR}
   */
  public int sleepKillable() {
    Task task = engine.caller();
    if (task == null) {
      return 0;
    }
    machine.kernelMode().assertMaySleep("sleeps for " + what);
    if (task.killed()) {
      return -EINTR;
    }
    waiters.add(task);
    return engine.waits.block(task, this, false, true) ? 0 : -EINTR;
  }

  /** The same, where the search may send a fatal signal as the wait begins. */
  public int sleepExposed() {
    Task task = engine.caller();
    if (task != null && !task.killed() && machine.choose(ChoiceKind.SIGNAL, 2) == 1) {
      task.kill();
    }
    return sleepKillable();
  }

  /** Wakes the task that sleeps longest; returns whether there was one. */
  public boolean wakeOne() {
    Task task = engine.aborting() ? null : waiters.poll();
    if (task == null) {
      return false;
    }
    Task waker = engine.running;
    if (waker != null && machine.weakMemory()) {
      task.knows.join(waker.knows);
      waker.knows.tick(waker.id());
    }
    engine.waits.wake(task);
    return true;
  }

  /** Wakes all; returns how many. */
  public int wakeAll() {
    int woken = 0;
    while (wakeOne()) {
      woken++;
    }
    return woken;
  }

  /** Whether no task sleeps in it. */
  public boolean isEmpty() {
    return waiters.isEmpty();
  }

  @Override
  String label() {
    return what;
  }
}

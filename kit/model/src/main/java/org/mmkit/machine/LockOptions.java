// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/**
 * How the semaphores of a machine behave.
 *
 * @param policy which task gets a lock that is released
 * @param handoffPs how long the head of a queue may be passed by, in picoseconds
 * @param exact whether that time is counted exactly, and not in ticks of the machine
 * @param semaphores makes them: others than the usual ones have a bug of the past
 * @param preempts whether a task that has let go of one may lose its CPU before it does more, as
 *     {@code preempt_enable} lets it in a preemptible kernel
 */
public record LockOptions(
    LockPolicy policy, long handoffPs, boolean exact, SemaphoreMaker semaphores, boolean preempts) {

  /** Makes a semaphore. */
  @FunctionalInterface
  public interface SemaphoreMaker {

    /**
     * A free semaphore.
     *
     * @param id the id by which steps name it
     */
    RwSemaphore make(Machine machine, LockClass lockClass, long id);
  }

  /** {@code RWSEM_WAIT_TIMEOUT}: as many ticks as 4 ms begin. */
  private static final long HANDOFF_PS = 4_000_000_000L;

  private static final LockOptions DEFAULTS =
      new LockOptions(LockPolicy.FIFO, HANDOFF_PS, false, RwSemaphore::new, false);

  /** In the queue's order, without a bug. */
  public static LockOptions defaults() {
    return DEFAULTS;
  }

  /** The same with another policy. */
  public LockOptions withPolicy(LockPolicy other) {
    return new LockOptions(other, handoffPs, exact, semaphores, preempts);
  }

  /** The same with another time, counted exactly, after which the lock is kept for the head. */
  public LockOptions withHandoffPs(long picoseconds) {
    return new LockOptions(policy, picoseconds, true, semaphores, preempts);
  }

  /** The same with semaphores made otherwise. */
  public LockOptions withSemaphores(SemaphoreMaker maker) {
    return new LockOptions(policy, handoffPs, exact, maker, preempts);
  }

  /** The same, where a task may lose its CPU right behind a release. */
  public LockOptions withPreemption() {
    return new LockOptions(policy, handoffPs, exact, semaphores, true);
  }

  /** Whether locks are handed over in the order of asking, and none has a bug. */
  boolean keepTheOrderOfAsking() {
    return policy == LockPolicy.FIFO && semaphores == DEFAULTS.semaphores;
  }
}

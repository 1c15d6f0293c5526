// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/**
 * How the semaphores of a machine behave.
 *
 * @param policy which task gets a lock that is released
 * @param handoffPs how long the head of a queue may be passed by, in picoseconds
 * @param semaphores makes them: others than the usual ones have a bug of the past
 */
public record LockOptions(LockPolicy policy, long handoffPs, SemaphoreMaker semaphores) {

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

  /** {@code RWSEM_WAIT_TIMEOUT}: 4 ms. */
  private static final long HANDOFF_PS = 4_000_000_000L;

  private static final LockOptions DEFAULTS =
      new LockOptions(LockPolicy.FIFO, HANDOFF_PS, RwSemaphore::new);

  /** In the queue's order, without a bug. */
  public static LockOptions defaults() {
    return DEFAULTS;
  }

  /** The same with another policy. */
  public LockOptions withPolicy(LockPolicy other) {
    return new LockOptions(other, handoffPs, semaphores);
  }

  /** The same with another time after which the lock is kept for the head of the queue. */
  public LockOptions withHandoffPs(long picoseconds) {
    return new LockOptions(policy, picoseconds, semaphores);
  }

  /** The same with semaphores made otherwise. */
  public LockOptions withSemaphores(SemaphoreMaker maker) {
    return new LockOptions(policy, handoffPs, maker);
  }

  /** Whether locks are handed over in the order of asking, and none has a bug. */
  boolean keepTheOrderOfAsking() {
    return policy == LockPolicy.FIFO && semaphores == DEFAULTS.semaphores;
  }
}

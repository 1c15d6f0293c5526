// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.bugs;

import java.util.Arrays;
import java.util.Optional;
import org.mmkit.machine.LockClass;
import org.mmkit.machine.LockOptions.SemaphoreMaker;
import org.mmkit.machine.LockPolicy;
import org.mmkit.machine.Machine;
import org.mmkit.machine.QueueRule;
import org.mmkit.machine.RwSemaphore;
import org.mmkit.machine.Stealing;
import org.mmkit.machine.Task;

/**
 * Family H of the corpus: bugs that semaphores had, or could have had. Each is a semaphore with one
 * step that goes wrong.
 */
public enum LockBug {
  /** A reader that finds the lock free in the slow path takes it without ACQUIRE. */
  H_01(
      (machine, lockClass, id) ->
          new RwSemaphore(machine, lockClass, id) {
            @Override
            protected void acquireInSlowPath(Task reader) {
              expectAcquire(reader);
            }
          }),

  /** A reader that was handed the lock while it slept goes on without ACQUIRE. */
  H_02(
      (machine, lockClass, id) ->
          new RwSemaphore(machine, lockClass, id) {
            @Override
            protected void acquireAsleep(Task reader) {
              expectAcquire(reader);
            }
          }),

  /** A downgrade is without RELEASE. */
  H_03(
      (machine, lockClass, id) ->
          new RwSemaphore(machine, lockClass, id) {
            @Override
            protected void releaseToReaders(Task writer) {
              expectRelease(writer);
            }
          }),

  /** A downgrade wakes no waiter. */
  H_04(
      (machine, lockClass, id) ->
          new RwSemaphore(machine, lockClass, id) {
            @Override
            protected void wakeAfterDowngrade() {}
          }),

  /** A downgrade hands the lock to a writer at the head of the queue. */
  H_05(
      (machine, lockClass, id) ->
          new RwSemaphore(machine, lockClass, id) {
            @Override
            protected void wakeAfterDowngrade() {
              if (writerIsNext()) {
                grantHead();
              }
              super.wakeAfterDowngrade();
            }
          }),

  /** However long the head of the queue has waited, writers may go on stealing the lock from it. */
  H_08(
      (machine, lockClass, id) ->
          new RwSemaphore(machine, lockClass, id) {
            @Override
            protected QueueRule queueRule(LockPolicy policy) {
              return policy != LockPolicy.STEALING
                  ? super.queueRule(policy)
                  : new Stealing(this) {
                    @Override
                    protected void setHandoff() {}
                  };
            }
          }),

  /** A waiter that a signal takes out of the queue leaves as if it had been the last one. */
  H_09(ForgetfulSemaphore::new),

  /** A downgrade lets the leading readers in, and the writer behind them too. */
  H_11(
      (machine, lockClass, id) ->
          new RwSemaphore(machine, lockClass, id) {
            @Override
            protected void wakeAfterDowngrade() {
              super.wakeAfterDowngrade();
              if (writerIsNext()) {
                grantHead();
              }
            }
          });

  private static final class ForgetfulSemaphore extends RwSemaphore {
    private boolean forgotten;

    ForgetfulSemaphore(Machine machine, LockClass lockClass, long id) {
      super(machine, lockClass, id);
    }

    @Override
    protected boolean hasWaiters() {
      return super.hasWaiters() && !forgotten;
    }

    @Override
    protected void waiterWithdrew() {
      forgotten = super.hasWaiters();
      super.waiterWithdrew();
    }
  }

  private final SemaphoreMaker semaphores;

  LockBug(SemaphoreMaker semaphores) {
    this.semaphores = semaphores;
  }

  /** The id in the corpus, such as {@code H-01}. */
  public String id() {
    return name().replace('_', '-');
  }

  /** Makes the semaphores that have it. */
  public SemaphoreMaker semaphores() {
    return semaphores;
  }

  /** The bug of an id. */
  public static Optional<LockBug> of(String id) {
    return Arrays.stream(values()).filter(bug -> bug.id().equals(id)).findFirst();
  }
}

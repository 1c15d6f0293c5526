// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import org.jspecify.annotations.Nullable;

/**
 * The tasks that spin for a semaphore, in the order of their coming, as the kernel's queue of
 * spinners ({@code osq}). They are no waiters: a task that arrives or lets go does not see them.
 *
 * <p>Behind a writer they spin as long as it runs. Behind readers they spin for a limited time, or
 * not at all. To stop is not an event of its own: a task that comes to the lock later finds those
 * whose time is over in the queue.
 */
final class Spinners {
  private static final long NEVER = Long.MAX_VALUE;

  /** The least time behind readers, and what each of them adds to it, up to thirty. */
  private static final long LEAST_PS = 10_000_000;

  private static final long READER_PS = 500_000;
  private static final int READERS_MAX = 30;

  private final RwSemaphore lock;
  private final boolean behindReaders;
  private final boolean readersToo;
  private final WaitList tasks = new WaitList();

  /** When the time behind the present readers is over. */
  private long deadlinePs = NEVER;

  /** Whether it was over once since a writer had the lock: then nobody begins to spin. */
  private boolean barred;

  Spinners(RwSemaphore lock) {
    this.lock = lock;
    this.behindReaders = lock.policy().has(LockTrait.SPINS_BEHIND_READERS);
    this.readersToo = lock.policy().has(LockTrait.READERS_SPIN);
  }

  /** Whether a task that cannot have the lock now spins for it. */
  boolean accept(Task task, boolean write) {
    if (!write && !readersToo || lock.engine.cpus.isWanted(task.cpu())) {
      return false;
    }
    Task writer = lock.holders.writer();
    return writer != null ? writer.canGoOn() || writer.keepsCpu : behindReaders && !barred;
  }

  void add(Task task) {
    tasks.add(task);
    if (lock.holders.writer() == null) {
      behindReaders();
    }
  }

  boolean isEmpty() {
    return tasks.isEmpty();
  }

  /** The one that has spun longest; it gets the lock next. */
  @Nullable Task head() {
    return tasks.head();
  }

  void remove(Task task) {
    tasks.remove(task);
    task.spinning = false;
  }

  /** A writer has the lock. */
  void behindWriter() {
    deadlinePs = NEVER;
    barred = false;
  }

  /** Readers have the lock: their time begins, or all stop at once. */
  void behindReaders() {
    if (tasks.isEmpty()) {
      return;
    }
    long nowPs = lock.machine.nowPs();
    if (!behindReaders) {
      stop(nowPs);
    } else if (deadlinePs == NEVER) {
      int readers = Math.min(READERS_MAX, lock.holders.readerCount());
      deadlinePs = nowPs + LEAST_PS + readers * READER_PS;
    }
  }

  /** Puts those whose time is over where they have been since. */
  void settle(long nowPs) {
    if (nowPs > deadlinePs) {
      long overPs = deadlinePs;
      deadlinePs = NEVER;
      barred = true;
      stop(overPs);
    }
  }

  /** All of them have been waiting in the queue since a time. */
  void stop(long sincePs) {
    for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
      task.queuedPs = Math.max(task.queuedPs, sincePs);
      task.spinning = false;
      lock.waiters.add(task);
      task.keepsCpu = false;
      lock.engine.cpus.free(task, task.queuedPs);
    }
  }
}

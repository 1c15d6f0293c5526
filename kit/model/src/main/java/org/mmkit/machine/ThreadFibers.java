// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Fibers that are pooled platform threads, of which one runs and the others are parked. Spinning
 * before parking was measured and is slower wherever threads outnumber CPUs.
 */
final class ThreadFibers extends Fibers {

  private static final int STACK_FRAMES_RESERVED = 24;

  private final Baton outside = new Baton();

  /** What the engine's own code threw on a fiber. */
  @Nullable Throwable failure;

  @Override
  void start(Task first) {
    handOver(first);
    outside.await();
    if (failure != null) {
      throw new IllegalStateException("the machine itself failed", failure);
    }
  }

  @Override
  void switchTo(Task from, Task next) {
    FiberThread thread = threadOf(from);
    if (thread.looksForInitialisers() && !StaticInitialisers.running().isEmpty()) {
      // A continuation cannot be suspended there either, and both kinds shall behave the same.
      throw new IllegalStateException("inside a static initialiser");
    }
    reserveStack(STACK_FRAMES_RESERVED);
    handOver(next);
    thread.baton.await();
  }

  @Override
  void abandon(Task from, @Nullable Task next) {
    FiberThread thread = threadOf(from);
    handOver(next);
    while (true) {
      thread.baton.await();
    }
  }

  /** Lets the stack overflow now if it must: after the hand-over two threads would run. */
  private static int reserveStack(int frames) {
    return frames == 0 ? 0 : 1 + reserveStack(frames - 1);
  }

  private static FiberThread threadOf(Task started) {
    if (started.fiber instanceof FiberThread thread) {
      return thread;
    }
    throw new IllegalStateException(started.label() + " has not been started");
  }

  void handOver(@Nullable Task next) {
    if (next == null) {
      outside.pass();
    } else if (next.fiber == null) {
      FiberThread thread = FiberThread.take();
      next.fiber = thread;
      thread.begin(this, next);
    } else {
      threadOf(next).baton.pass();
    }
  }

  /** The right to run, given to one thread. */
  static final class Baton {
    private volatile @Nullable Thread thread;
    private volatile boolean here;

    void pass() {
      here = true;
      LockSupport.unpark(thread);
    }

    void await() {
      Thread waiter = Thread.currentThread();
      thread = waiter;
      boolean interrupted = false;
      while (!here) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
      here = false;
      if (interrupted && !(waiter instanceof FiberThread)) {
        waiter.interrupt();
      }
    }
  }
}

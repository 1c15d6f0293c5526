// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A pooled daemon thread that carries one task after another. The pool is all that engines share.
 */
final class FiberThread extends Thread {

  private static final long STACK_BYTES = 16L << 20;
  private static final ArrayDeque<FiberThread> POOL = new ArrayDeque<>();
  private static int created;

  /**
   * Switches before which a thread looks whether it runs a static initialiser. The look costs as
   * much as the switch, and a class is initialised when it is first used, so that later ones are
   * taken on trust.
   */
  private static final int LOOKS = 1_000;

  /** A task to carry, and the fibers that it is one of. */
  private record Work(ThreadFibers fibers, Task task) {}

  final ThreadFibers.Baton baton = new ThreadFibers.Baton();
  private @Nullable Work work;
  private int looks;

  private FiberThread(int number) {
    super(null, null, "mmkit-fiber-" + number, STACK_BYTES, false);
    setDaemon(true);
  }

  static FiberThread take() {
    synchronized (POOL) {
      FiberThread pooled = POOL.pollLast();
      if (pooled != null) {
        return pooled;
      }
      FiberThread fresh = new FiberThread(created++);
      fresh.start();
      return fresh;
    }
  }

  /** Leaves the pooled threads parked for good: fresh ones look for initialisers again. */
  static void retirePool() {
    synchronized (POOL) {
      POOL.clear();
    }
  }

  boolean looksForInitialisers() {
    return looks < LOOKS && looks++ < LOOKS;
  }

  void begin(ThreadFibers of, Task first) {
    work = new Work(of, first);
    baton.pass();
  }

  @Override
  public void run() {
    while (true) {
      baton.await();
      Work given = work;
      if (given != null) {
        carry(given);
      }
    }
  }

  private void carry(Work given) {
    Task next = null;
    // A debugger lists threads: each is called as its task is in the diagram.
    setName(given.task().name());
    try {
      next = given.task().execute();
    } catch (Throwable broken) {
      // The engine's own code failed, for want of memory say: the caller of the run has to
      // know.
      given.fibers().failure = broken;
    }
    work = null;
    // Back in the pool before the hand-over: what runs next may need a thread at once.
    synchronized (POOL) {
      POOL.addLast(this);
    }
    given.fibers().handOver(next);
  }
}

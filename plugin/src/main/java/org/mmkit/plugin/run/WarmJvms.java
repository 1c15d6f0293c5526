// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Judged JVMs that have run the kit's own strategies and nothing else, and wait for the next one: a
 * warm JVM needs half the time of a fresh one, and says the same. Who judges a class of a student
 * gets a fresh one, which is ended afterwards.
 */
final class WarmJvms implements AutoCloseable {
  /** For who waits. */
  private static final long LONG_S = 24 * 60 * 60L;

  private final Deque<JudgedProcess> waiting = new ArrayDeque<>();
  private boolean closed;

  /** One that waits, if there is one. */
  synchronized Optional<JudgedProcess> take() {
    while (!waiting.isEmpty()) {
      JudgedProcess one = waiting.removeFirst();
      if (one.isAlive()) {
        return Optional.of(one);
      }
      one.close();
    }
    return Optional.empty();
  }

  /** Has one wait. */
  synchronized void give(JudgedProcess one) {
    if (closed) {
      one.close();
      return;
    }
    one.allow(LONG_S);
    waiting.addFirst(one);
  }

  @Override
  public synchronized void close() {
    closed = true;
    waiting.forEach(JudgedProcess::close);
    waiting.clear();
  }
}

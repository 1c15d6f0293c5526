// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.function.Function;

/** Which task gets a lock that is released. */
public enum LockPolicy {
  /** The queue's order: {@link Fifo}. */
  FIFO(Fifo::new),
  /** Writers may take a free lock past the queue, for a time: {@link Stealing}. */
  STEALING(Stealing::new);

  private final Function<RwSemaphore, QueueRule> rule;

  LockPolicy(Function<RwSemaphore, QueueRule> rule) {
    this.rule = rule;
  }

  QueueRule rule(RwSemaphore lock) {
    return rule.apply(lock);
  }
}

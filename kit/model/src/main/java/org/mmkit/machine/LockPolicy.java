// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Which task gets a lock that is released. */
public enum LockPolicy {
  /** The queue's order: {@link Fifo}. */
  FIFO("fifo", Fifo::new),
  /** Writers may take a free lock past the queue, for a time: {@link Stealing}. */
  STEALING("stealing", Stealing::new);

  private final String id;
  private final Function<RwSemaphore, QueueRule> rule;

  LockPolicy(String id, Function<RwSemaphore, QueueRule> rule) {
    this.id = id;
    this.rule = rule;
  }

  /** The name by which profiles and users know it, such as {@code 4.18}. */
  public String id() {
    return id;
  }

  /**
   * The policy of a name.
   *
   * @throws IllegalArgumentException if there is none; names those there are
   */
  public static LockPolicy of(String id) {
    return Arrays.stream(values())
        .filter(policy -> policy.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no lock policy \"" + id + "\"; known are: " + String.join(", ", ids())));
  }

  /** The names of all. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(LockPolicy::id).toList();
  }

  QueueRule rule(RwSemaphore lock) {
    return rule.apply(lock);
  }
}

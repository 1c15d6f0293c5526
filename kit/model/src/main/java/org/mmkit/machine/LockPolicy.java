// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import static org.mmkit.machine.LockTrait.HANDS_OFF;
import static org.mmkit.machine.LockTrait.READERS_SPIN;
import static org.mmkit.machine.LockTrait.READERS_STEAL;
import static org.mmkit.machine.LockTrait.SPINS_BEHIND_READERS;
import static org.mmkit.machine.LockTrait.WAKES_ALL_READERS;
import static org.mmkit.machine.LockTrait.WRITERS_SPIN;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Which task gets a lock that is released. Those with a number are named for the first version of
 * Linux that had them, roughly: what 5.2 stands for was merged for 5.3.
 */
public enum LockPolicy {
  /** The queue's order: {@link Fifo}. */
  FIFO("fifo", Fifo::new),
  /** Writers may take a free lock past the queue, for a time: {@link Stealing}. */
  STEALING("stealing", Stealing::new, HANDS_OFF),
  /** Linux 4.18: writers steal without an end, and spin behind writers. */
  LINUX_4_18("4.18", Stealing::new, WRITERS_SPIN),
  /** Linux 5.3 to 5.10: handoff, and all spin, behind readers too but not for long. */
  LINUX_5_2(
      "5.2",
      Stealing::new,
      HANDS_OFF,
      WRITERS_SPIN,
      SPINS_BEHIND_READERS,
      READERS_SPIN,
      WAKES_ALL_READERS),
  /** Since Linux 5.11: readers steal, and spin no more. */
  LINUX_5_11(
      "5.11",
      Stealing::new,
      HANDS_OFF,
      WRITERS_SPIN,
      SPINS_BEHIND_READERS,
      WAKES_ALL_READERS,
      READERS_STEAL);

  private final String id;
  private final Function<RwSemaphore, QueueRule> rule;
  private final Set<LockTrait> traits;

  LockPolicy(String id, Function<RwSemaphore, QueueRule> rule, LockTrait... traits) {
    this.id = id;
    this.rule = rule;
    this.traits = Set.of(traits);
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

  boolean has(LockTrait trait) {
    return traits.contains(trait);
  }
}

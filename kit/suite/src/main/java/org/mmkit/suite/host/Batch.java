// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.host;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Programs that are sent ahead to several players, so that the kernel plays some while this JVM
 * does something for others: much of what a player does is to wait, for a disk or for the other
 * CPUs. Programs with huge pages go to the first player, one after the other, since all share one
 * pool. Those that take a tenth of a second go to players of their own, so that no other waits
 * behind them.
 */
final class Batch {
  private static final int PLAYERS = 4;
  private static final int SLOW_PLAYERS = 4;

  private final Host host;
  private final List<Queue> queues = new ArrayList<>();
  private final List<Queue> slow = new ArrayList<>();

  Batch(Host host) {
    this.host = host;
  }

  /** Plays the programs; each answer gives what was played, or throws why it was not. */
  List<Host.Answer> play(List<Host.Ready> programs, IntConsumer meanwhile) throws Unplayable {
    Host.Answer[] results = new Host.Answer[programs.size()];
    for (int i = 0; i < Math.min(PLAYERS, results.length); i++) {
      queues.add(new Queue(host.seat(i), results));
    }
    for (int i = 0; i < results.length; i++) {
      HostProgram text = programs.get(i).text();
      queueFor(text, results).send(text, i);
      meanwhile.accept(i);
    }
    for (Queue queue : queues) {
      queue.drain();
    }
    for (Queue queue : slow) {
      queue.drain();
    }
    return List.of(results);
  }

  private Queue queueFor(HostProgram text, Host.Answer[] results) throws Unplayable {
    if (text.huge()) {
      return queues.get(0);
    }
    if (!text.slow()) {
      return shortest(queues);
    }
    if (slow.size() < SLOW_PLAYERS) {
      slow.add(new Queue(host.seat(PLAYERS + slow.size()), results));
      return slow.get(slow.size() - 1);
    }
    return shortest(slow);
  }

  private static Queue shortest(List<Queue> queues) throws Unplayable {
    Queue best = queues.get(0);
    for (Queue queue : queues) {
      queue.poll();
      best = queue.length() < best.length() ? queue : best;
    }
    return best;
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.policy.Pct;
import org.mmkit.machine.policy.Pilot;
import org.mmkit.machine.policy.PilotCounts;
import org.mmkit.machine.policy.Pos;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.machine.policy.Surw;

/**
 * The random policies by turns, since none of them is the best for every bug: first a pilot, whose
 * counts PCT and SURW need.
 */
final class Policies implements Policy {
  private static final int[] PCT_DEPTHS = {2, 3, 4};

  private final long seed;
  private final Pilot pilot;
  private @Nullable PilotCounts counts;
  private long index;
  private String name = "";

  Policies(long seed) {
    this.seed = seed;
    this.pilot = new Pilot(seed);
  }

  @Override
  public Scheduler next() {
    if (counts == null && pilot.hasNext()) {
      name = "pilot";
      return pilot.next();
    }
    PilotCounts known = counts == null ? pilot.counts() : counts;
    counts = known;
    long round = index / 4;
    return switch ((int) (index++ & 3)) {
      case 0 -> named("random walk", round, new RandomWalk(seed, round));
      case 1 -> pct(round, known);
      case 2 -> named("POS", round, new Pos(seed, round));
      default -> named("SURW", round, Surw.oneObject(seed, round, known));
    };
  }

  private Scheduler pct(long round, PilotCounts known) {
    int depth = PCT_DEPTHS[(int) (round % PCT_DEPTHS.length)];
    return named("PCT", round, new Pct(seed, round, depth, known));
  }

  private Scheduler named(String policy, long round, Scheduler scheduler) {
    name = policy;
    return scheduler;
  }

  @Override
  public String name() {
    return name;
  }
}

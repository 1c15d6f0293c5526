// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.cause;

import java.util.Comparator;
import org.mmkit.plugin.cause.Cause.Sighting;
import org.mmkit.suite.record.Evidence;

/**
 * Which of several programs is shown: what a program can see before what only the kernel could
 * notice, a run that can be drawn before one that cannot, then the fewest switches of tasks, the
 * fewest steps, the shortest set-up.
 */
final class Showing {
  private Showing() {}

  static final Comparator<Sighting> ORDER =
      Comparator.<Sighting>comparingInt(s -> isDrawn(s) ? 0 : 1)
          .thenComparingInt(Showing::depth)
          .thenComparingInt(s -> evidence(s, e -> e.blocks().size()))
          .thenComparingInt(s -> evidence(s, Showing::steps))
          .thenComparingInt(s -> evidence(s, e -> e.setup().size()));

  private interface Count {
    int of(Evidence evidence);
  }

  static int depth(Sighting sighting) {
    return sighting
        .finding()
        .map(f -> RuleGuide.depth(f.broken().code()))
        .orElse(RuleGuide.DEEPEST + 1);
  }

  private static boolean isDrawn(Sighting sighting) {
    return sighting
        .finding()
        .flatMap(f -> f.evidence())
        .filter(e -> !e.blocks().isEmpty())
        .isPresent();
  }

  private static int evidence(Sighting sighting, Count count) {
    return sighting.finding().flatMap(f -> f.evidence()).map(count::of).orElse(0);
  }

  private static int steps(Evidence evidence) {
    return evidence.blocks().stream().mapToInt(block -> block.deeds().size()).sum();
  }
}

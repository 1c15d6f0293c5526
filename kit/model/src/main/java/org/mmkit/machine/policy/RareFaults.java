// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.policy;

import org.mmkit.machine.ChoiceKind;

/**
 * How random schedulers make choices: uniform, but failed allocations and signals come one time in
 * eight, for they cut a run short, and at even odds little else would be seen.
 */
final class RareFaults {

  private static final int RARE = 8;

  private RareFaults() {}

  static int choose(SplitMix64 random, ChoiceKind kind, int options) {
    if (kind != ChoiceKind.ALLOC_FAILS && kind != ChoiceKind.SIGNAL) {
      return random.nextInt(options);
    }
    return random.nextInt(RARE) != 0 ? 0 : 1 + random.nextInt(options - 1);
  }
}

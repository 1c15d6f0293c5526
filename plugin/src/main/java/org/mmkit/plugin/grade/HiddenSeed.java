// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import org.mmkit.suite.JudgeRequest;

/**
 * Keeps the seed of a grade from a report that a student may see: who knows it could write a
 * strategy for its schedules. The record of the instructor has it.
 */
final class HiddenSeed {

  private HiddenSeed() {}

  /** The page without the seed; as it is where the seed is the one that everybody has. */
  static String on(String page, long seed) {
    return seed == JudgeRequest.Search.DEFAULT_SEED
        ? page
        : page.replace("Seed " + seed + ".", "The seed is not told.")
            .replace(" -Dmmkit.seed=" + seed, "");
  }
}

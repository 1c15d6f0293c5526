// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.regex.Pattern;
import org.mmkit.suite.JudgeRequest;

/**
 * Keeps the seed of a grade from what a student may see: who knows it could write a strategy for
 * its schedules. The record of the instructor has it.
 */
final class HiddenSeed {

  private HiddenSeed() {}

  /**
   * The text without the seed, which also stands in the names of programs that were made at random;
   * as it is where the seed is the one that everybody has.
   */
  static String on(String text, long seed) {
    if (seed == JudgeRequest.Search.DEFAULT_SEED) {
      return text;
    }
    String number = Pattern.quote(Long.toString(seed)) + "(?!\\d)";
    return text.replaceAll("Seed " + number + "\\.", "The seed is not told.")
        .replaceAll(" -Dmmkit\\.seed=" + number, "")
        .replaceAll(", seed " + number, "")
        .replaceAll("\\b([FCfc])-" + number + "-(?=\\d)", "$1-hidden-");
  }
}

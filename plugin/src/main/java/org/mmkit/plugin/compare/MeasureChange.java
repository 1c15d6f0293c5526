// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.compare;

import java.util.Objects;
import org.mmkit.plugin.perf.Comparison;

/**
 * How a measure stands to the one of before.
 *
 * @param name for people, such as {@code exclusive hold} or {@code mmap1, 8 threads}
 * @param word better, same, worse, or unsure where the spread over the seeds hides it
 * @param before with its unit
 * @param now with its unit
 */
public record MeasureChange(String name, Comparison word, String before, String now) {

  public MeasureChange {
    Objects.requireNonNull(name);
    Objects.requireNonNull(word);
    Objects.requireNonNull(before);
    Objects.requireNonNull(now);
  }
}

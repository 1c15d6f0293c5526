// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.record;

import java.util.Objects;
import org.mmkit.suite.json.JsonField;

/**
 * One thing that a strategy did in a call: a step of its context, or a step on mmap_sem.
 *
 * @param word such as {@code detach}, {@code downgrade_write}, or {@code -> OK} for the return
 * @param source its line as {@code File.java:line}; empty for the return
 */
public record StrategyStep(
    @JsonField(name = "did") String word, @JsonField(name = "line") String source) {

  public StrategyStep {
    Objects.requireNonNull(word);
    Objects.requireNonNull(source);
  }
}

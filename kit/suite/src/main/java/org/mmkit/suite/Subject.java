// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import java.util.Objects;
import java.util.function.Supplier;
import org.mmkit.unmap.UnmapStrategy;

/**
 * A strategy under test.
 *
 * @param factory makes a new instance; each run takes its own
 */
public record Subject(StrategyInfo info, Supplier<UnmapStrategy> factory) {

  public Subject {
    Objects.requireNonNull(info);
    Objects.requireNonNull(factory);
  }

  /** A new instance. */
  public UnmapStrategy newStrategy() {
    return factory.get();
  }
}

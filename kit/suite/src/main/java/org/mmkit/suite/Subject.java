// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import java.util.Objects;
import java.util.function.Supplier;
import org.mmkit.unmap.UnmapStrategy;

/**
 * A strategy under test.
 *
 * @param factory makes a new instance; each run takes its own
 * @param anew makes an instance of classes that nobody has used yet, static fields included
 */
public record Subject(
    StrategyInfo info, Supplier<UnmapStrategy> factory, Supplier<UnmapStrategy> anew) {

  public Subject {
    Objects.requireNonNull(info);
    Objects.requireNonNull(factory);
    Objects.requireNonNull(anew);
  }

  /** One whose classes keep nothing in static fields, or whose loader does not matter. */
  public Subject(StrategyInfo info, Supplier<UnmapStrategy> factory) {
    this(info, factory, factory);
  }

  /** A new instance. */
  public UnmapStrategy newStrategy() {
    return factory.get();
  }
}

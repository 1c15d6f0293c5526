// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.museum;

import java.util.Optional;
import java.util.function.Supplier;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.museum.MuseumStrategies;
import org.mmkit.unmap.shipped.ShippedStrategies;

/** The strategies of the exhibits. */
public final class Museum {
  private Museum() {}

  /** Makes instances of a strategy of the museum, or of one that is shipped. */
  public static Supplier<UnmapStrategy> strategy(String id) {
    Optional<Class<? extends UnmapStrategy>> type =
        MuseumStrategies.byId(id).or(() -> ShippedStrategies.byId(id));
    Class<? extends UnmapStrategy> found =
        type.orElseThrow(() -> new IllegalStateException("there is no strategy '" + id + "'"));
    return () -> {
      try {
        return found.getDeclaredConstructor().newInstance();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot make a " + found.getName(), e);
      }
    };
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import java.util.List;
import java.util.Optional;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.museum.MuseumStrategies;
import org.mmkit.unmap.shipped.ShippedStrategies;

/** The strategies that come with mmkit, by id. */
interface Shipped {

  /** Those of this build. */
  Shipped CATALOGUE =
      new Shipped() {
        @Override
        public List<String> ids() {
          return ShippedStrategies.ids();
        }

        @Override
        public Optional<Class<? extends UnmapStrategy>> byId(String id) {
          return ShippedStrategies.byId(id).or(() -> MuseumStrategies.byId(id));
        }
      };

  List<String> ids();

  Optional<Class<? extends UnmapStrategy>> byId(String id);
}

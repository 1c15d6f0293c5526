// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.mmkit.suite.museum.Exhibits;
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
        public SortedSet<String> knownDefects(String id) {
          return Exhibits.knownOf(id);
        }

        @Override
        public Optional<Class<? extends UnmapStrategy>> byId(String id) {
          return ShippedStrategies.byId(id).or(() -> MuseumStrategies.byId(id));
        }
      };

  List<String> ids();

  /** The ids of the bugs of the corpus that a strategy is known to have. */
  SortedSet<String> knownDefects(String id);

  Optional<Class<? extends UnmapStrategy>> byId(String id);
}

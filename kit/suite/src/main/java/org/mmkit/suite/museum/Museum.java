// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.museum;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.museum.MuseumStrategies;
import org.mmkit.unmap.shipped.ShippedStrategies;

/** All exhibits, by family. */
public final class Museum {
  private static final List<String> FAMILIES =
      List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k");

  private Museum() {}

  /** The exhibits in the order of the corpus. */
  public static List<Exhibit> exhibits() {
    List<Exhibit> all = new ArrayList<>();
    for (String family : FAMILIES) {
      String file = family + ".exhibits";
      try (InputStream in = Museum.class.getResourceAsStream(file)) {
        if (in != null) {
          all.addAll(
              ExhibitParser.parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the exhibits in " + file, e);
      }
    }
    return all;
  }

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

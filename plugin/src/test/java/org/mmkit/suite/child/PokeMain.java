// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.mmkit.unmap.UnmapStrategy;

/**
 * A main class of the judged JVM with a stage that is only for tests; patched into the kit's
 * module.
 */
public final class PokeMain {

  private PokeMain() {}

  public static void main(String[] args) {
    Child.main(List.of(new PokeStage("poke"), new PokeStage("prod")), new Known());
  }

  /** One shipped strategy, with two known defects of which the stages can reach one. */
  private static final class Known implements Shipped {
    @Override
    public List<String> ids() {
      return List.of("known");
    }

    @Override
    public SortedSet<String> knownDefects(String id) {
      return new TreeSet<>(List.of("A-08", "Z-99"));
    }

    @Override
    public Optional<Class<? extends UnmapStrategy>> byId(String id) {
      return id.equals("known") ? Optional.of(KnownStrategy.class) : Optional.empty();
    }
  }
}

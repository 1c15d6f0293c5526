// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.shipped;

import java.util.List;
import java.util.Optional;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.dead.DeadV3;
import org.mmkit.unmap.dead.DeadV3Posted;
import org.mmkit.unmap.dead.DeadV4;
import org.mmkit.unmap.detach.DetachV5;
import org.mmkit.unmap.detach.DetachV6;
import org.mmkit.unmap.detach.DetachV7;
import org.mmkit.unmap.detach.DetachV7Posted;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;
import org.mmkit.unmap.gather.Gather612;
import org.mmkit.unmap.merged.Merged420;
import org.mmkit.unmap.merged.Merged420First;
import org.mmkit.unmap.merged.Merged58;
import org.mmkit.unmap.pervma.PerVma64;
import org.mmkit.unmap.sections.SectionsV1;
import org.mmkit.unmap.twophase.TwoPhaseNaive;
import org.mmkit.unmap.twophase.TwoPhaseV2;
import org.mmkit.unmap.twophase.TwoPhaseV2Posted;

/** The strategies that come with the kit, in the order in which they came about. */
public final class ShippedStrategies {
  private static final List<Class<? extends UnmapStrategy>> ALL =
      List.of(
          ExclusiveMunmap.class,
          SectionsV1.class,
          TwoPhaseNaive.class,
          TwoPhaseV2Posted.class,
          TwoPhaseV2.class,
          DeadV3Posted.class,
          DeadV3.class,
          DeadV4.class,
          DetachV5.class,
          DetachV6.class,
          DetachV7Posted.class,
          DetachV7.class,
          Merged420First.class,
          Merged420.class,
          Merged58.class,
          PerVma64.class,
          Gather612.class);

  private ShippedStrategies() {}

  /** All of them. */
  public static List<Class<? extends UnmapStrategy>> all() {
    return ALL;
  }

  /** Their ids. */
  public static List<String> ids() {
    return ALL.stream().map(ShippedStrategies::idOf).toList();
  }

  /** The one with an id. */
  public static Optional<Class<? extends UnmapStrategy>> byId(String id) {
    return ALL.stream()
        .filter(type -> idOf(type).equals(id))
        .<Class<? extends UnmapStrategy>>map(type -> type)
        .findFirst();
  }

  private static String idOf(Class<? extends UnmapStrategy> type) {
    return type.getAnnotation(Strategy.class).id();
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import java.util.List;
import java.util.Optional;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapStrategy;

/** The wrong strategies of the museum, by family. */
public final class MuseumStrategies {
  private static final List<Class<? extends UnmapStrategy>> ALL =
      List.of(
          // A: lock protocol and phases
          A02SplitUnderRead.class,
          A05StaleVma.class,
          A06GapForDowngrade.class,
          A09EarlyReturn.class,
          A10DowngradeUnderRead.class,
          A11WrongUnlock.class,
          A14LateDetach.class,
          A15EarlyUnlock.class,
          A17UpgradeByRetake.class,
          A18UpgradeInPlace.class,
          // B: lookup, split, detach
          B07HoleCheck.class,
          B08StaleSpecialCheck.class,
          B14ForgottenReattach.class,
          B15SwallowedError.class,
          B16WrongPart.class,
          // C: zap, TLB, mmu_gather, rmap
          // D: page-table freeing
          D09TwoUnmappers.class,
          // E: accounting
          E04LateMunlock.class,
          E08StackUnderWrite.class,
          // F: special VMAs and hooks
          F01SpecialsUnderRead.class,
          F10SkippedUntrack.class,
          // I: per-VMA locks and the maple tree
          I01NoStartWrite.class,
          I02NoMark.class,
          I15MtDetachIndex.class,
          I16GrowingNeighbour.class,
          // J: performance
          // K: API and errno
          K04OneTooMany.class,
          K05ReturnsOne.class,
          K06ShadowedError.class,
          K09NoLength.class,
          // S: what people get wrong in strategies of their own
          S01UnlockUntaken.class,
          S02InterruptedIsDone.class,
          S03GoesOnUnlocked.class,
          S04NoPrep.class,
          S05NoComplete.class,
          S06CompleteLocked.class,
          S07PrepOfOne.class,
          S08LatePrep.class,
          S09NoHook.class,
          S10VmaByVmaDown.class,
          S11VmaByVmaUp.class,
          S12HalvesDown.class,
          S13SharedError.class,
          S14AskedTooEarly.class,
          S15NearStacksOnly.class,
          S16EarlyMunlock.class,
          S17GibByGib.class,
          S18ManyOneByOne.class,
          S19NextTableOnly.class,
          S20BrkUntold.class,
          S21BrkNearStack.class,
          S22SharedChoice.class);

  private MuseumStrategies() {}

  /** All of them. */
  public static List<Class<? extends UnmapStrategy>> all() {
    return ALL;
  }

  /** The one with an id. */
  public static Optional<Class<? extends UnmapStrategy>> byId(String id) {
    return ALL.stream()
        .filter(type -> type.getAnnotation(Strategy.class).id().equals(id))
        .<Class<? extends UnmapStrategy>>map(type -> type)
        .findFirst();
  }
}

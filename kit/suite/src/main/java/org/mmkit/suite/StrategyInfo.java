// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.mmkit.suite.record.PlainText;
import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Era;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapStrategy;

/**
 * What a strategy says about itself.
 *
 * @param id the annotation's id, else one made of the class name
 * @param reference what a command names it by: the id of a shipped strategy, the class of any other
 * @param source where its design comes from; may be empty
 * @param knownDefects corpus ids of the defects that it is known to have
 * @param shipped whether it comes with mmkit
 */
public record StrategyInfo(
    String id,
    String reference,
    String title,
    String source,
    Era era,
    Set<Claim> claims,
    SortedSet<String> knownDefects,
    boolean shipped) {
  private static final int SOURCE_MAX = 1000;

  public StrategyInfo {
    Objects.requireNonNull(id);
    Objects.requireNonNull(reference);
    Objects.requireNonNull(title);
    Objects.requireNonNull(source);
    Objects.requireNonNull(era);
    EnumSet<Claim> ordered = EnumSet.noneOf(Claim.class);
    ordered.addAll(claims);
    claims = Collections.unmodifiableSet(ordered);
    knownDefects = Collections.unmodifiableSortedSet(new TreeSet<>(knownDefects));
  }

  /** The same strategy, known to have some defects of the corpus. */
  public StrategyInfo withKnownDefects(SortedSet<String> ids) {
    return new StrategyInfo(id, reference, title, source, era, claims, ids, shipped);
  }

  /** Reads the annotation of a class, or takes the defaults where it has none. */
  public static StrategyInfo of(Class<? extends UnmapStrategy> type, boolean shipped) {
    Strategy says = type.getAnnotation(Strategy.class);
    if (says == null) {
      return new StrategyInfo(
          PlainText.id(type.getName()),
          type.getName(),
          "",
          "",
          Era.MMAP_SEM,
          Set.of(),
          new TreeSet<>(),
          shipped);
    }
    return new StrategyInfo(
        says.id(),
        shipped ? says.id() : type.getName(),
        PlainText.line(says.title(), PlainText.NAME_MAX),
        PlainText.line(says.source(), SOURCE_MAX),
        says.era(),
        Set.of(says.claims()),
        new TreeSet<>(),
        shipped);
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a kernel is made of: for each {@link Part} the function that makes it. A part that is not
 * named here is as it should be. Immutable.
 */
public final class Parts {
  private static final Parts STANDARD = new Parts(Map.of());

  private final Map<Part<?>, Object> makers;

  private Parts(Map<Part<?>, Object> makers) {
    this.makers = makers;
  }

  /** All parts as they should be. */
  public static Parts standard() {
    return STANDARD;
  }

  /** One part made otherwise. */
  public static <F> Parts with(Part<F> part, F maker) {
    return new Parts(Map.of(part, maker));
  }

  /** These and one more part made otherwise. */
  public <F> Parts and(Part<F> part, F maker) {
    return and(with(part, maker));
  }

  /**
   * These and others.
   *
   * @throws IllegalArgumentException if both make the same part
   */
  public Parts and(Parts other) {
    common(other)
        .ifPresent(
            part -> {
              throw new IllegalArgumentException("both make " + part);
            });
    Map<Part<?>, Object> both = new LinkedHashMap<>(makers);
    both.putAll(other.makers);
    return new Parts(Collections.unmodifiableMap(both));
  }

  /** A part that these and others make both. */
  public Optional<Part<?>> common(Parts other) {
    Set<Part<?>> theirs = other.makers.keySet();
    for (Part<?> part : makers.keySet()) {
      if (theirs.contains(part)) {
        return Optional.of(part);
      }
    }
    return Optional.empty();
  }

  /** What makes a part. */
  @SuppressWarnings("unchecked") // with() puts in no other
  public <F> F maker(Part<F> part) {
    Object maker = makers.isEmpty() ? null : makers.get(part);
    return maker == null ? part.standard() : (F) maker;
  }
}

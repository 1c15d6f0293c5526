// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * One thing for every call of the language: the model has a handler for each, the specification a
 * transition. A name that {@link Signatures} does not know is refused, as is a second entry.
 *
 * @param <T> what each call has
 */
public final class CallMap<T> {
  private final Map<String, T> entries = new HashMap<>();

  /**
   * Adds the entry of a call.
   *
   * @throws IllegalArgumentException if there is no such call, or it has an entry
   */
  public void put(String name, T entry) {
    if (Signatures.find(name).isEmpty()) {
      throw new IllegalArgumentException("Signatures has no call " + name);
    }
    if (entries.putIfAbsent(name, entry) != null) {
      throw new IllegalArgumentException("two entries for the call " + name);
    }
  }

  /**
   * Ends the filling of the map.
   *
   * @throws IllegalStateException names the calls that have no entry
   */
  public CallMap<T> complete() {
    Set<String> missing = new TreeSet<>(Signatures.names());
    missing.removeAll(entries.keySet());
    if (!missing.isEmpty()) {
      throw new IllegalStateException("no entry for the calls " + missing);
    }
    return this;
  }

  /** The calls that have an entry. */
  public Set<String> names() {
    return Collections.unmodifiableSet(entries.keySet());
  }

  /** Whether a call has an entry. */
  public boolean has(Call call) {
    return entries.containsKey(call.name());
  }

  /** The entry of a call. */
  public T get(Call call) {
    return Objects.requireNonNull(entries.get(call.name()), call.name());
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.profile;

import java.util.HashMap;
import java.util.Map;

/**
 * Numbers the names of costs, so that a profile finds a figure without a search. The numbers depend
 * on the order of use; they are never shown.
 */
public final class CostNames {

  private static final Map<String, Integer> PLACES = new HashMap<>();

  private CostNames() {}

  /** The number of a name, from 0: the same whenever it is asked for. */
  public static synchronized int place(String name) {
    return PLACES.computeIfAbsent(name, unknown -> PLACES.size());
  }
}

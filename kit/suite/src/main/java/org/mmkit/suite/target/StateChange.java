// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became different in the state of a system between two steps.
 *
 * @param step number of steps taken before
 * @param changes name of a thing, such as {@code pte 511}, to its new value; empty if it is gone
 */
public record StateChange(int step, SortedMap<String, String> changes) {

  public StateChange {
    changes = Collections.unmodifiableSortedMap(new TreeMap<>(changes));
  }
}

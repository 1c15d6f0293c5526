// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.record;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One visible step of a run that is drawn, and how the state differs behind it.
 *
 * @param task its name; empty for the moment before the first step
 * @param did a word for the step
 * @param call the call under way; may be empty
 * @param source the strategy's line as {@code File.java:line}; empty if it is in none
 * @param changes name of a thing to its new value, empty if it is gone; of the first moment, all
 *     that there is
 */
public record Moment(
    String task, String did, String call, String source, SortedMap<String, String> changes) {

  public Moment {
    Objects.requireNonNull(task);
    Objects.requireNonNull(did);
    Objects.requireNonNull(call);
    Objects.requireNonNull(source);
    changes = Collections.unmodifiableSortedMap(new TreeMap<>(changes));
  }
}

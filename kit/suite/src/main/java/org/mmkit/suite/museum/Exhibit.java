// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.museum;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.mmkit.machine.FindingClass;
import org.mmkit.suite.Defects;

/**
 * A row of the bug corpus.
 *
 * @param id its id there, such as {@code C-01}
 * @param name what is wrong, in a few words
 * @param kind safety, performance or latent
 * @param strategy id of the strategy that shows it, its own or one that is correct; empty if told
 * @param defects bugs that are switched on beside the strategy
 * @param by what convicts it: the id of a scenario, or {@code stage:case}; empty if told
 * @param shows ids of the rules of which one must be found broken
 * @param twin id of the strategy that is right where this one is wrong, without the defects
 * @param told why the model does not express it; empty if it does
 */
public record Exhibit(
    String id,
    String name,
    FindingClass kind,
    String strategy,
    Defects defects,
    String by,
    List<String> shows,
    String twin,
    Optional<String> told) {

  public Exhibit {
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(strategy);
    Objects.requireNonNull(defects);
    Objects.requireNonNull(by);
    shows = List.copyOf(shows);
    Objects.requireNonNull(twin);
    Objects.requireNonNull(told);
  }
}

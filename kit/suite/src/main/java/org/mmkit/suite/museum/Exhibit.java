// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.museum;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.mmkit.machine.FindingClass;
import org.mmkit.machine.Rule;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.Defects;

/**
 * A row of the bug corpus.
 *
 * @param id its id there, such as {@code C-01}
 * @param name what is wrong, in a few words
 * @param kind safety, performance or latent
 * @param pair what shows it, and what is right
 * @param proof where it shows, and as what
 * @param owners ids of the strategies that are known to have it
 * @param told why the model does not express it; empty if it does
 */
public record Exhibit(
    String id,
    String name,
    FindingClass kind,
    Pair pair,
    Proof proof,
    List<String> owners,
    Optional<String> told) {

  public Exhibit {
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(pair);
    Objects.requireNonNull(proof);
    owners = List.copyOf(owners);
    Objects.requireNonNull(told);
  }

  /**
   * A strategy that has a bug, and one that has not.
   *
   * @param strategy id of the strategy that shows it, its own or one that is correct; empty if told
   * @param defects bugs that are switched on beside the strategy
   * @param twin id of the strategy that is right where this one is wrong, without the defects
   */
  public record Pair(String strategy, Defects defects, String twin) {
    public Pair {
      Objects.requireNonNull(strategy);
      Objects.requireNonNull(defects);
      Objects.requireNonNull(twin);
    }
  }

  /**
   * What convicts a bug.
   *
   * @param by the id of a scenario, or {@code stage:case}; empty if told
   * @param shows ids of the rules of which one must be found broken there
   * @param also further cases that show it
   * @param rules ids of the rules that it may break in any of these cases
   */
  public record Proof(String by, List<String> shows, Optional<CaseGlob> also, List<String> rules) {
    public Proof {
      Objects.requireNonNull(by);
      shows = List.copyOf(shows);
      Objects.requireNonNull(also);
      rules = List.copyOf(rules);
    }

    /** The case that convicts, as {@code stage/case}. */
    String caseName() {
      return by.contains(":") ? by.replace(':', '/') : "explore/" + by;
    }
  }

  /** The id of the strategy that shows it; empty if told. */
  public String strategy() {
    return pair.strategy();
  }

  /** Bugs that are switched on beside the strategy. */
  public Defects defects() {
    return pair.defects();
  }

  /** The id of the strategy that is right. */
  public String twin() {
    return pair.twin();
  }

  /** The id of the scenario that convicts it, or {@code stage:case}; empty if told. */
  public String by() {
    return proof.by();
  }

  /** The ids of the rules of which one must be found broken. */
  public List<String> shows() {
    return proof.shows();
  }

  /** Whether a case can show it, by its name {@code stage/case}. */
  boolean isReachedBy(String caseName) {
    return reachedBy().test(caseName);
  }

  /** The same for many cases. */
  Predicate<String> reachedBy() {
    Predicate<String> first = proof.caseName()::equals;
    return proof.also().map(CaseGlob::matcher).map(first::or).orElse(first);
  }

  /** Whether any case of a stage can show it. */
  boolean isReachedIn(String stage) {
    return proof.caseName().startsWith(stage + "/")
        || proof.also().map(cases -> cases.mayMatchIn(stage)).orElse(false);
  }

  /** Whether it is one of the bugs that break a rule. */
  boolean mayBreak(Rule rule) {
    return proof.rules().contains(rule.id());
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.cause;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.FindingRecord;

/**
 * One thing to mend, and all that comes of it.
 *
 * @param id its name within the strategy, for links
 * @param sentence what the strategy does wrong, or, where that is not known, what shows
 * @param isGuess whether the sentence is read off the order of the steps, and no run proved it
 * @param lines of the strategy, as {@code File.java:line}, that matter most; at most two
 * @param tryThis what to try; empty if there is no advice
 * @param why that is wrong; empty if the rule that is broken says it
 * @param sightings programs that met it, in the order in which they ran
 */
public record Cause(
    String id,
    String sentence,
    boolean isGuess,
    List<String> lines,
    Optional<String> tryThis,
    Optional<String> why,
    List<Sighting> sightings) {

  /**
   * A program that met it.
   *
   * @param stage that ran it
   * @param finding nothing where the case itself says all
   */
  public record Sighting(String stage, CaseRecord record, Optional<FindingRecord> finding) {

    public Sighting {
      Objects.requireNonNull(stage);
      Objects.requireNonNull(record);
      Objects.requireNonNull(finding);
    }

    /** {@code stage/id} of the program. */
    public String name() {
      return stage + "/" + record.id();
    }
  }

  public Cause {
    lines = List.copyOf(lines);
    sightings = List.copyOf(sightings);
    if (sightings.isEmpty()) {
      throw new IllegalArgumentException("a cause that nothing shows");
    }
  }

  /** Names of the programs that met it. */
  public Set<String> programs() {
    return sightings.stream()
        .map(Sighting::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The rules that it broke, those that a program can see first. */
  public List<FindingRecord.RuleRecord> rules() {
    return sightings.stream()
        .flatMap(s -> s.finding().stream())
        .map(FindingRecord::broken)
        .distinct()
        .sorted(
            java.util.Comparator.comparing(
                    (FindingRecord.RuleRecord rule) -> RuleGuide.depth(rule.code()))
                .thenComparing(FindingRecord.RuleRecord::code))
        .toList();
  }

  /** The program that shows it best. */
  public Sighting best() {
    return sightings.stream().min(Showing.ORDER).orElseThrow();
  }
}

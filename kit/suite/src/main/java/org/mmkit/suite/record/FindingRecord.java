// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import org.mmkit.machine.FindingClass;
import org.mmkit.machine.Rule;
import org.mmkit.suite.json.JsonField;

/**
 * A rule that a strategy broke, with all that is known about it.
 *
 * @param broken the rule
 * @param sentence what happened
 * @param place where it showed
 * @param caseId {@code stage/id} of the case that showed it
 * @param replay the command that shows it again
 * @param sched name of the file with the schedule, in the folder {@code sched}
 * @param evidence how it came about, where a run shows it
 * @param exhibits ids of the bugs that this shows of a shipped strategy, such as {@code A-08}
 */
public record FindingRecord(
    @JsonField(inline = true) RuleRecord broken,
    String sentence,
    @JsonField(inline = true) Place place,
    @JsonField(name = "case") String caseId,
    String replay,
    Optional<String> sched,
    Optional<Evidence> evidence,
    SortedSet<String> exhibits) {

  public FindingRecord {
    Objects.requireNonNull(broken);
    Objects.requireNonNull(sentence);
    Objects.requireNonNull(place);
    Objects.requireNonNull(caseId);
    Objects.requireNonNull(replay);
    Objects.requireNonNull(sched);
    Objects.requireNonNull(evidence);
    exhibits = Collections.unmodifiableSortedSet(new TreeSet<>(exhibits));
  }

  /** The same without its evidence. */
  public FindingRecord withoutEvidence() {
    return new FindingRecord(
        broken, sentence, place, caseId, replay, sched, Optional.empty(), exhibits);
  }

  /** A finding that no run shows. */
  public static FindingRecord of(Rule rule, String sentence, String caseId, String replay) {
    return new FindingRecord(
        RuleRecord.of(rule),
        sentence,
        Place.UNKNOWN,
        caseId,
        replay,
        Optional.empty(),
        Optional.empty(),
        new TreeSet<>());
  }

  /** The same finding with the bugs that it shows. */
  public FindingRecord withExhibits(Collection<String> ids) {
    return new FindingRecord(
        broken, sentence, place, caseId, replay, sched, evidence, new TreeSet<>(ids));
  }

  /** The same finding with the diagnosis that was proved of its rule. */
  public FindingRecord withProved(Optional<String> diagnosis) {
    return new FindingRecord(
        broken, sentence, place.withProved(diagnosis), caseId, replay, sched, evidence, exhibits);
  }

  /** Whether it fails the strategy. */
  public boolean isUnsafe() {
    return broken.findingClass() == FindingClass.SAFETY;
  }

  /** Of several findings the first for each rule and each set of bugs that it shows. */
  public static List<FindingRecord> firstOfEach(Collection<FindingRecord> findings) {
    Map<String, FindingRecord> first = new LinkedHashMap<>();
    for (FindingRecord finding : findings) {
      first.putIfAbsent(finding.broken.code() + finding.exhibits, finding);
    }
    return new ArrayList<>(first.values());
  }

  /**
   * A rule.
   *
   * @param code its stable code, such as {@code MM0305}
   * @param findingClass what breaking it means for the strategy
   * @param id its name in the reference, such as {@code L4}
   * @param title one line in the kernel's grammar
   */
  public record RuleRecord(
      String code,
      @JsonField(name = "class", lowerCase = true) FindingClass findingClass,
      @JsonField(name = "rule") String id,
      String title) {

    public RuleRecord {
      Objects.requireNonNull(code);
      Objects.requireNonNull(findingClass);
      Objects.requireNonNull(id);
      Objects.requireNonNull(title);
    }

    /** What results say of a rule. */
    public static RuleRecord of(Rule rule) {
      return of(rule, rule.findingClass());
    }

    /** The same where breaking it means something else than usual. */
    public static RuleRecord of(Rule rule, FindingClass means) {
      return new RuleRecord(rule.code(), means, rule.id(), rule.title());
    }
  }

  /**
   * Where a broken rule showed.
   *
   * @param task the task that was running
   * @param step the step in which it showed, counted as in {@link Evidence}
   * @param source the line of the strategy that the task was in, as {@code File.java:line}
   * @param walk what the strategy did in the call that it is about, in order; empty if no run whose
   *     steps were recorded shows it
   * @param proved name of the diagnosis whose step, put right, leaves the rule whole; {@code none}
   *     if all that fit were tried and are refuted, empty if none could be tried
   */
  public record Place(
      Optional<String> task,
      OptionalInt step,
      Optional<String> source,
      List<StrategyStep> walk,
      Optional<String> proved) {

    /** Nobody knows. */
    public static final Place UNKNOWN =
        new Place(Optional.empty(), OptionalInt.empty(), Optional.empty());

    public Place {
      Objects.requireNonNull(task);
      Objects.requireNonNull(step);
      Objects.requireNonNull(source);
      Objects.requireNonNull(proved);
      walk = List.copyOf(walk);
    }

    /** A place that no recorded run leads to. */
    public Place(Optional<String> task, OptionalInt step, Optional<String> source) {
      this(task, step, source, List.of());
    }

    /** A place of which nothing was proved. */
    public Place(
        Optional<String> task, OptionalInt step, Optional<String> source, List<StrategyStep> walk) {
      this(task, step, source, walk, Optional.empty());
    }

    /** The same place with the way to it. */
    public Place by(List<StrategyStep> steps) {
      return new Place(task, step, source, steps, proved);
    }

    /** The same place with the diagnosis that was proved. */
    public Place withProved(Optional<String> diagnosis) {
      return new Place(task, step, source, walk, diagnosis);
    }
  }
}

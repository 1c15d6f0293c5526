// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.cause;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.mmkit.plugin.cause.Cause.Sighting;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;

/** Puts the failures of a strategy together by what causes them. */
public final class Causes {
  private static final Set<String> NOT_REPEATABLE = Set.of("MM0801", "MM0802");

  private final List<Sighting> sightings = new ArrayList<>();
  private final Map<Sighting, Key> keys = new LinkedHashMap<>();

  private Causes(StrategyRecord strategy) {
    for (StageRecord stage : strategy.stages()) {
      for (CaseRecord record : stage.cases()) {
        if (record.status() == CaseStatus.BROKEN || record.failsTheStrategy()) {
          add(stage.id(), record);
        }
      }
    }
    sightings.forEach(one -> keys.put(one, Key.of(one)));
  }

  /**
   * The causes of a strategy's failures, what to mend first at the head; empty for one that passed.
   */
  public static List<Cause> of(StrategyRecord strategy) {
    Causes causes = new Causes(strategy);
    causes.spread(Causes::sameRuleAndLine, Key::explains);
    causes.spread(Sighting::name, (key, one) -> true);
    causes.spread(Causes::sameRule, Key::explains);
    return causes.inOrder();
  }

  private void add(String stage, CaseRecord record) {
    List<FindingRecord> unsafe =
        record.findings().stream().filter(FindingRecord::isUnsafe).toList();
    unsafe.forEach(f -> sightings.add(new Sighting(stage, record, Optional.of(f))));
    if (unsafe.isEmpty()) {
      sightings.add(new Sighting(stage, record, Optional.empty()));
    }
  }

  private static String sameRule(Sighting one) {
    return one.finding().map(f -> f.broken().code()).orElse("");
  }

  private static String sameRuleAndLine(Sighting one) {
    return one.finding().map(f -> f.broken().code() + f.place().source()).orElse("");
  }

  /** What is alike. */
  private interface Likeness {
    String of(Sighting sighting);
  }

  /**
   * Where those that are alike and have a diagnosis agree on it, the others have it too, if they
   * may: a rule that two programs break may have two causes.
   */
  private void spread(Likeness likeness, BiPredicate<Key, Sighting> may) {
    Map<String, Optional<Key>> known = new LinkedHashMap<>();
    keys.forEach(
        (one, key) -> {
          if (key.isDiagnosis()) {
            known.merge(
                likeness.of(one),
                Optional.of(key),
                (a, b) -> a.map(Key::name).equals(b.map(Key::name)) ? a : Optional.empty());
          }
        });
    keys.replaceAll(
        (one, key) -> {
          String alike = likeness.of(one);
          boolean open = !key.isDiagnosis() && one.finding().isPresent() && !alike.isEmpty();
          return open
              ? known
                  .getOrDefault(alike, Optional.empty())
                  .filter(k -> may.test(k, one))
                  .orElse(key)
              : key;
        });
  }

  /** What is put down to one cause; the key is that of the first. */
  private record Group(Key key, List<Sighting> of) {
    Set<String> programs() {
      return of.stream().map(Sighting::name).collect(Collectors.toSet());
    }

    /** Whether all of its programs met the other one too, and nothing says that it is its own. */
    boolean isPartOf(Group other) {
      boolean open = !key.isDiagnosis() && of.get(0).finding().isPresent();
      return open && other.programs().containsAll(programs());
    }
  }

  private List<Cause> inOrder() {
    Map<String, Group> groups = new LinkedHashMap<>();
    keys.forEach(
        (one, key) ->
            groups
                .computeIfAbsent(key.name(), name -> new Group(key, new ArrayList<>()))
                .of
                .add(one));
    List<Cause> causes = new ArrayList<>();
    told(List.copyOf(groups.values())).forEach(group -> causes.add(group.key.cause(group.of)));
    causes.sort(
        Comparator.<Cause>comparingInt(c -> isBroken(c) ? 0 : 1)
            .thenComparingInt(c -> isBehindAll(c) ? 0 : 1)
            .thenComparingInt(c -> c.isGuess() ? 0 : 1)
            .thenComparing(c -> -c.programs().size())
            .thenComparing(Cause::best, Showing.ORDER));
    return List.copyOf(causes);
  }

  /** A rule that only programs of another cause break is told with that cause. */
  private static List<Group> told(List<Group> groups) {
    List<Group> told = new ArrayList<>();
    groups.stream()
        .sorted(
            Comparator.comparing((Group group) -> -group.programs().size())
                .thenComparing(group -> Showing.depth(group.of.get(0))))
        .forEach(
            group ->
                told.stream()
                    .filter(other -> group.isPartOf(other))
                    .findFirst()
                    .ifPresentOrElse(other -> other.of.addAll(group.of), () -> told.add(group)));
    return told;
  }

  /** Whether the strategy does not come again, so that it may have failed all else of that. */
  private static boolean isBehindAll(Cause cause) {
    return cause.rules().stream().anyMatch(rule -> NOT_REPEATABLE.contains(rule.code()));
  }

  private static boolean isBroken(Cause cause) {
    return cause.sightings().get(0).record().status() == CaseStatus.BROKEN;
  }
}

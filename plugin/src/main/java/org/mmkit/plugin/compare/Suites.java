// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;

/** What two strategies were asked. */
final class Suites {

  private Suites() {}

  /** The first case that only one of them was asked, of the stages that both ran. */
  static Optional<String> difference(StrategyRecord before, StrategyRecord now) {
    for (StageRecord stage : now.stages()) {
      Optional<StageRecord> other = stage(before, stage.id());
      if (other.isPresent() && isWhole(before, now)) {
        Set<String> here = ids(stage);
        Set<String> there = ids(other.get());
        Optional<String> odd = odd(here, there, stage.id(), "this run");
        Optional<String> found = odd.or(() -> odd(there, here, stage.id(), "that run"));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** A strategy that broke was not asked the rest. */
  private static boolean isWhole(StrategyRecord... both) {
    for (StrategyRecord one : both) {
      if (one.verdict() == org.mmkit.suite.record.Verdict.BROKEN) {
        return false;
      }
    }
    return true;
  }

  private static Optional<String> odd(
      Set<String> of, Set<String> other, String stage, String whose) {
    return of.stream()
        .filter(id -> !other.contains(id))
        .findFirst()
        .map(id -> "case " + stage + "/" + id + " is in " + whose + " alone");
  }

  private static Set<String> ids(StageRecord stage) {
    return stage.cases().stream()
        .map(CaseRecord::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Stages that only one of them ran. */
  static List<String> apart(StrategyRecord before, StrategyRecord now) {
    List<String> apart = new ArrayList<>();
    now.stages().stream()
        .map(StageRecord::id)
        .filter(id -> stage(before, id).isEmpty())
        .forEach(apart::add);
    before.stages().stream()
        .map(StageRecord::id)
        .filter(id -> stage(now, id).isEmpty())
        .forEach(apart::add);
    return apart;
  }

  static Optional<StageRecord> stage(StrategyRecord of, String id) {
    return of.stages().stream().filter(s -> s.id().equals(id)).findFirst();
  }
}

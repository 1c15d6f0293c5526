// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.mmkit.suite.load.Measured;
import org.mmkit.suite.load.Site;

/** Names the numbers of points as results have them. */
final class PointMeasures {
  private static final double KILO = 1000;

  private final Map<String, Long> into;

  PointMeasures(Map<String, Long> into) {
    this.into = into;
  }

  void add(PointResult result, Optional<Reference> reference) {
    String point = result.point().name() + ".";
    for (Measure measure : Measure.values()) {
      put(result, point + measure.text(), measure.value());
    }
    for (SiteMeasure measure : SiteMeasure.values()) {
      put(result, point + measure.text(), measure.inAll());
      for (Site site : Site.values()) {
        putIfAny(result, point + measure.text(site), measure.of(site));
      }
    }
    addLedger(result, point);
    if (result.endedByBudget()) {
      into.put(point + "ended_by_budget", 1L);
    }
    if (!result.hasWholeRounds()) {
      into.put(point + "no_whole_round", 1L);
    }
    reference.ifPresent(one -> addReference(result, point, one));
  }

  private void addLedger(PointResult result, String point) {
    for (Site waiter : Site.values()) {
      String waited = point + "waited_" + waiter.text() + "_for_";
      for (Site holder : Site.values()) {
        putIfAny(
            result,
            waited + holder.text() + "_ns",
            run -> SiteMeasure.perOp(run, run.ledger().waitedPs(waiter, holder)));
      }
      putIfAny(
          result,
          waited + "handover_ns",
          run -> SiteMeasure.perOp(run, run.ledger().handOverPs(waiter)));
    }
  }

  private void addReference(PointResult result, String point, Reference reference) {
    into.put(point + "exclusive_ops_per_s", Math.round(reference.exclusiveOps() / KILO));
    into.put(point + "exclusive_ops_per_s_spread", Math.round(reference.exclusiveSpread() / KILO));
    into.put(point + "ideal_ops_per_s", Math.round(reference.idealOps() / KILO));
    if (reference.exclusiveMunmapNs() >= 0) {
      into.put(point + "exclusive_munmap_ns", reference.exclusiveMunmapNs());
    }
    List<Long> faults = reference.exclusiveFaultNs();
    for (int i = 0; i < faults.size(); i++) {
      into.put(point + "exclusive_" + Measure.faults().get(i).text(), faults.get(i));
    }
    reference
        .score(result.median(Measure.OPS_PER_S.value()))
        .ifPresent(score -> into.put(point + "score", score));
  }

  private void put(PointResult result, String name, ToDoubleFunction<Measured> value) {
    double median = result.median(value);
    if (median >= 0) {
      into.put(name, Math.round(median));
      if (result.runs().size() > 1) {
        boolean ops = value == Measure.OPS_PER_S.value();
        into.put(name + "_spread", Math.round(ops ? result.spreadOfOps() : result.spread(value)));
      }
    }
  }

  private void putIfAny(PointResult result, String name, ToDoubleFunction<Measured> value) {
    long median = Math.round(result.median(value));
    if (median > 0) {
      into.put(name, median);
    }
  }
}

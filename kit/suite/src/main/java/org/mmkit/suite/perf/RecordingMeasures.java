// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import org.mmkit.suite.load.Measured;
import org.mmkit.suite.load.Site;
import org.mmkit.suite.recording.Recording;
import org.mmkit.suite.recording.Replayed;

/** Names the numbers of a replay as results have them: times are those of the whole replay. */
final class RecordingMeasures {
  private static final long PS_PER_NS = 1000;
  private static final double KILO = 1000;

  private final Map<String, Long> into;
  private final String point;

  RecordingMeasures(Recording recording, Map<String, Long> into) {
    this.into = into;
    this.point = recording.name() + ".recorded." + recording.taskCount() + ".";
  }

  void add(List<Replayed> runs) {
    put(runs, "total_ns", RecordingMeasures::totalNs);
    put(runs, "in_calls_ns", run -> run.inCallsPs() / PS_PER_NS);
    put(runs, "in_faults_ns", run -> run.inFaultsPs() / PS_PER_NS);
    Replayed first = runs.get(0);
    into.put(point + "calls", first.calls());
    into.put(point + "faults", first.faults());
    into.put(point + "faults_without_mapping", first.missed());
    into.put(point + "different_results", first.differentCalls());
    for (Measure measure : Measure.values()) {
      put(runs, measure.text(), run -> Math.round(measure.value().applyAsDouble(run.measured())));
    }
    for (SiteMeasure measure : SiteMeasure.values()) {
      put(runs, measure.text(), run -> measure.ns(run.measured()));
      for (Site site : Site.values()) {
        putIfAny(runs, measure.text(site), run -> measure.ns(run.measured(), site));
      }
    }
    for (Site waiter : Site.values()) {
      addLedger(runs, waiter);
    }
  }

  private void addLedger(List<Replayed> runs, Site waiter) {
    String waited = "waited_" + waiter.text() + "_for_";
    for (Site holder : Site.values()) {
      putIfAny(
          runs,
          waited + holder.text() + "_ns",
          run -> run.measured().ledger().waitedPs(waiter, holder) / PS_PER_NS);
    }
    putIfAny(
        runs,
        waited + "handover_ns",
        run -> run.measured().ledger().handOverPs(waiter) / PS_PER_NS);
  }

  /**
   * @param prefix which reference it is
   */
  void addReference(String prefix, List<Replayed> runs) {
    put(runs, prefix + "total_ns", RecordingMeasures::totalNs);
    put(runs, prefix + "in_calls_ns", run -> run.inCallsPs() / PS_PER_NS);
    put(runs, prefix + "in_faults_ns", run -> run.inFaultsPs() / PS_PER_NS);
    put(runs, prefix + "ops_per_s", run -> Math.round(run.measured().opsPerSecond()));
  }

  /** Where exclusive is 0 and the ideal is 1, if they differ enough. */
  void addScore(List<Replayed> own, List<Replayed> exclusive, List<Replayed> ideal) {
    Reference reference =
        new Reference(
            Math.round(KILO * ops(exclusive)), 0, Math.round(KILO * ops(ideal)), -1, List.of());
    OptionalLong score = reference.score(ops(own));
    score.ifPresent(one -> into.put(point + "score", one));
  }

  private static double ops(List<Replayed> runs) {
    return runs.get(0).measured().opsPerSecond();
  }

  static long totalNs(Replayed run) {
    Measured measured = run.measured();
    return measured.windowPs() / PS_PER_NS;
  }

  private void putIfAny(List<Replayed> runs, String name, ToLongFunction<Replayed> value) {
    if (runs.stream().mapToLong(value).anyMatch(one -> one > 0)) {
      put(runs, name, value);
    }
  }

  /** The median, and the spread where there are several runs. */
  private void put(List<Replayed> runs, String name, ToLongFunction<Replayed> value) {
    long[] sorted = runs.stream().mapToLong(value).sorted().toArray();
    long median = sorted[(sorted.length - 1) / 2];
    if (median < 0) {
      return;
    }
    into.put(point + name, median);
    if (sorted.length > 1) {
      into.put(point + name + "_spread", sorted[sorted.length - 1] - sorted[0]);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.museum;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.machine.search.HiddenConflicts;
import org.mmkit.machine.search.HiddenConflicts.Hidden;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.explore.Scenarios;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.target.Outcome;

/**
 * Prints which steps of the exhibits' scenarios conflict without saying so: what a search of traces
 * may miss. Arguments: {@code [glob of ids [runs of each]]}.
 */
final class HiddenConflictTable {
  private static final long SEED = 20180809;

  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<String, String> examples = new TreeMap<>();

  private HiddenConflictTable() {}

  public static void main(String[] args) {
    CaseGlob ids = new CaseGlob(args.length > 0 ? args[0] : "*");
    int runs = args.length > 1 ? Integer.parseInt(args[1]) : 20;
    HiddenConflictTable table = new HiddenConflictTable();
    for (Exhibit exhibit : Exhibits.all()) {
      if (ids.matches("museum/" + exhibit.id())) {
        Scenarios.byId(exhibit.by()).ifPresent(scenario -> table.look(exhibit, runs));
      }
    }
    table.print();
  }

  private void look(Exhibit exhibit, int runs) {
    Experiment run =
        new Experiment(
            Scenarios.byId(exhibit.by()).orElseThrow(),
            Setup.of(Scenarios.byId(exhibit.by()).orElseThrow(), exhibit.defects(), FiberKind.AUTO),
            Museum.strategy(exhibit.strategy()));
    HiddenConflicts conflicts = new HiddenConflicts(scheduler -> codes(run, run.run(scheduler)));
    int found = 0;
    for (int index = 0; index < runs; index++) {
      List<Hidden> hidden = conflicts.lookInto(new RandomWalk(SEED, index));
      found += hidden.size();
      hidden.forEach(one -> note(exhibit, one));
    }
    System.out.printf("%-6s %5d swaps %4d hidden%n", exhibit.id(), conflicts.swaps(), found);
  }

  private static String codes(Experiment run, Outcome outcome) {
    TreeSet<String> codes = new TreeSet<>();
    for (Broken broken : run.judge(outcome)) {
      codes.add(broken.rule().id());
    }
    return String.join(" ", codes);
  }

  private void note(Exhibit exhibit, Hidden hidden) {
    String one = hidden.first().kind().name();
    String other = hidden.second().kind().name();
    String pair = one.compareTo(other) < 0 ? one + " and " + other : other + " and " + one;
    counts.merge(pair, 1, Integer::sum);
    examples.putIfAbsent(
        pair,
        exhibit.id()
            + " in "
            + exhibit.by()
            + ": "
            + hidden.first()
            + ", "
            + hidden.second()
            + ": "
            + hidden.difference()
            + "; "
            + hidden.schedule());
  }

  private void print() {
    counts.forEach(
        (pair, count) -> System.out.printf("%5d %s%n      %s%n", count, pair, examples.get(pair)));
  }
}

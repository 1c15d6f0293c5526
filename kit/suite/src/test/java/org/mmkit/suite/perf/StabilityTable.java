// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.Defects;
import org.mmkit.suite.PerfGrid;
import org.mmkit.suite.load.Load;
import org.mmkit.suite.load.Loads;
import org.mmkit.suite.load.Point;
import org.mmkit.suite.run.Setup;

/**
 * Prints how far contended points move under other user times, beside the spread that they state.
 * Arguments: grid, pattern, strategy, numbers of ns.
 */
final class StabilityTable {
  private StabilityTable() {}

  public static void main(String[] args) {
    Grid grid = Grid.of(PerfGrid.valueOf(args[0].toUpperCase(Locale.ROOT)));
    CaseGlob glob = new CaseGlob(args[1]);
    Setup setup = Setup.standard(Defects.NONE, FiberKind.AUTO);
    List<Integer> shifts = Arrays.stream(args).skip(3).map(Integer::parseInt).toList();
    int held = 0;
    int all = 0;
    for (Load load : Loads.shipped()) {
      for (Point point : grid.points(load, setup.profile().cpus())) {
        if (!point.contended() || !glob.matches("perf/" + load.id())) {
          continue;
        }
        Stability one = Stability.of(grid, setup, () -> LoadTable.strategy(args[2]), point, shifts);
        boolean holds = one.movedBy() < one.spread();
        all++;
        held += holds ? 1 : 0;
        System.out.printf(
            "%-30s moved %5.1f %% (%+d ns), spread %5.1f %% %s%n",
            point.name(), 100 * one.movedBy(), one.atNs(), 100 * one.spread(), holds ? "" : "MORE");
      }
    }
    System.out.println(held + " of " + all + " move by less than their spread");
  }
}

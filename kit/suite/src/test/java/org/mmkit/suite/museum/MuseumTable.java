// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.museum;

import java.util.List;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.target.NotModelled;

/**
 * Prints what convicts each exhibit: {@code [glob of ids [budget [further strategies to acquit]]]}.
 */
final class MuseumTable {
  private static final long SEED = 20180809;

  private MuseumTable() {}

  public static void main(String[] args) {
    CaseGlob ids = new CaseGlob(args.length > 0 ? args[0] : "*");
    int budget = args.length > 1 ? Integer.parseInt(args[1]) : 20_000;
    List<String> others = args.length > 2 ? List.of(args).subList(2, args.length) : List.of();
    System.out.println("seed " + SEED);
    for (Exhibit exhibit : Exhibits.all()) {
      if (ids.matches("museum/" + exhibit.id()) && exhibit.told().isEmpty()) {
        print(exhibit, budget, others);
      }
    }
  }

  private static void print(Exhibit exhibit, int budget, List<String> others) {
    long before = System.nanoTime();
    Hunt.Result result = Hunt.convict(exhibit, SEED, budget, FiberKind.AUTO);
    System.out.printf(
        "%-6s %-9s %6s schedules %s (wanted one of %s)%n",
        exhibit.id(),
        result.convicted() ? "convicted" : "MISSED",
        Long.toString(result.schedules()),
        result.rules(),
        exhibit.shows());
    acquit(exhibit, exhibit.twin(), budget);
    others.forEach(other -> acquit(exhibit, other, budget));
    System.out.printf("       %d ms%n", (System.nanoTime() - before) / 1_000_000);
  }

  private static void acquit(Exhibit exhibit, String strategy, int budget) {
    String verdict;
    try {
      Hunt.Result result = Hunt.acquit(exhibit, strategy, SEED, budget, FiberKind.AUTO);
      verdict = result.rules().isEmpty() ? "acquitted" : "CONVICTED of " + result.rules();
    } catch (NotModelled elsewhere) {
      verdict = "not tried: " + elsewhere.getMessage();
    }
    System.out.printf("       %s %s%n", strategy, verdict);
  }
}

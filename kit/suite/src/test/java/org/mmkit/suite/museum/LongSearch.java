// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.museum;

import java.util.List;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.Defects;
import org.mmkit.suite.explore.Certificate;
import org.mmkit.suite.explore.Discovery;
import org.mmkit.suite.explore.Exploration;
import org.mmkit.suite.explore.Scenarios;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.target.NotModelled;

/**
 * Searches the whole catalogue for a long time and prints a certificate for each scenario: {@code
 * random-schedules-per-scenario seed strategy...}.
 */
final class LongSearch {
  private static final int BOUND = 2;
  private static final long EXHAUSTIVE = 200_000;

  private LongSearch() {}

  public static void main(String[] args) {
    long random = Long.parseLong(args[0]);
    long seed = Long.parseLong(args[1]);
    System.out.println("seed " + seed);
    for (String strategy : List.of(args).subList(2, args.length)) {
      long runs = 0;
      int found = 0;
      for (Program program : Scenarios.shipped()) {
        Experiment run =
            new Experiment(
                program,
                Setup.of(program, Defects.NONE, FiberKind.AUTO),
                Museum.strategy(strategy));
        Exploration search = new Exploration(run, seed, () -> {});
        String says;
        try {
          Certificate certificate =
              search.search(new Exploration.Limits(BOUND, EXHAUSTIVE, 0, random));
          says = certificate.text() + rules(search.discoveries());
        } catch (NotModelled missing) {
          says = "not tried: " + missing.getMessage();
        }
        runs += search.runs();
        found += search.discoveries().isEmpty() ? 0 : 1;
        System.out.println(strategy + " " + program.id() + ": " + says);
      }
      System.out.println(
          strategy + ": " + runs + " schedules, findings in " + found + " scenarios");
    }
  }

  private static String rules(List<Discovery> discoveries) {
    StringBuilder rules = new StringBuilder();
    for (Discovery discovery : discoveries) {
      rules.append(rules.length() == 0 ? "; FOUND " : ", ").append(discovery.rule().id());
    }
    return rules.toString();
  }
}
